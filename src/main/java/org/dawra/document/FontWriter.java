package org.dawra.document;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a subset as a composite font whose codes are glyph numbers, with the character that each stands for. */
final class FontWriter {

    /** What ends a map of characters. */
    static final String END_OF_CHARACTERS = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

    private FontWriter() {}

    /** Answers the font's object. */
    static int write(PdfFile file, FontSubset subset) {
        FontFile font = subset.font();
        FontSubset.Finished finished = subset.finish();
        int programObject = file.reserve();
        file.packedStream(programObject, "/Length1 " + finished.length(), finished.program());
        String name = tag(finished) + "+" + font.name();
        double unit = 1000.0 / font.unitsPerEm();
        int[] box = font.box();
        int descriptor =
                file.write("<</Type/FontDescriptor/FontName/" + name + "/Flags 4/ItalicAngle 0/StemV 80/Ascent "
                        + Math.round(font.ascent() * unit)
                        + "/Descent " + Math.round(font.descent() * unit)
                        + "/CapHeight " + Math.round(font.capHeight() * unit)
                        + "/FontBBox[" + Math.round(box[0] * unit) + " " + Math.round(box[1] * unit) + " "
                        + Math.round(box[2] * unit) + " " + Math.round(box[3] * unit) + "]/FontFile2 "
                        + programObject + " 0 R>>");
        int descendant = file.write("<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W"
                + finished.widths() + "/FontDescriptor " + descriptor + " 0 R>>");
        int unicode = file.reserve();
        file.packedStream(unicode, "", finished.characters());
        return file.write("<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts["
                + descendant + " 0 R]/ToUnicode " + unicode + " 0 R>>");
    }

    /** Six capital letters that differ where the subsets differ. */
    private static String tag(FontSubset.Finished finished) {
        long mix = finished.hash();
        StringBuilder tag = new StringBuilder(6);
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Math.floorMod(mix, 26)));
            mix /= 26;
        }
        return tag.toString();
    }

    /** Which characters codes stand for; the first such part has the head of the whole map. */
    static byte[] characters(Map<Integer, Integer> characters, boolean first) {
        StringBuilder map = new StringBuilder(!first ? "" : """
                /CIDInit/ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
                /CMapName/Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000><FFFF>
                endcodespacerange
                """);
        int left = characters.size();
        int inBlock = 0;
        for (Map.Entry<Integer, Integer> entry : characters.entrySet()) {
            if (inBlock == 0) {
                map.append(Math.min(100, left)).append(" beginbfchar\n");
            }
            map.append('<');
            PdfFile.hex4(map, entry.getKey());
            map.append("><");
            for (char unit : Character.toChars(entry.getValue())) {
                PdfFile.hex4(map, unit);
            }
            map.append(">\n");
            left--;
            if (++inBlock == 100 || left == 0) {
                map.append("endbfchar\n");
                inBlock = 0;
            }
        }
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
