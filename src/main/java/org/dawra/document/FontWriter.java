package org.dawra.document;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/** Writes a subset as a composite font whose codes are glyph numbers, with the character that each stands for. */
final class FontWriter {

    private static final int KEPT = 32;

    /** What is the same on every copy of a paper comes again and again: its fonts are packed once. */
    private static final Map<List<?>, Packed> PACKED = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, Packed> eldest) {
            return size() > KEPT;
        }
    });

    private FontWriter() {}

    /** A subset's program and its characters, deflated. */
    private record Packed(byte[] program, int length, byte[] unicode) {}

    /** Answers the font's object. */
    static int write(PdfFile file, FontSubset subset, boolean varies) {
        FontFile font = subset.font();
        Packed packed = varies
                ? pack(subset, Deflater.DEFAULT_COMPRESSION)
                : PACKED.computeIfAbsent(subset.identity(), fresh -> pack(subset, Deflater.BEST_COMPRESSION));
        int programObject = file.reserve();
        file.packedStream(programObject, "/Length1 " + packed.length(), packed.program());
        String name = tag(subset) + "+" + font.name();
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
        StringBuilder widths = new StringBuilder("[0[");
        for (int width : subset.widths()) {
            widths.append(width).append(' ');
        }
        widths.append("]]");
        int descendant = file.write("<</Type/Font/Subtype/CIDFontType2/BaseFont/" + name
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W"
                + widths + "/FontDescriptor " + descriptor + " 0 R>>");
        int unicode = file.reserve();
        file.packedStream(unicode, "", packed.unicode());
        return file.write("<</Type/Font/Subtype/Type0/BaseFont/" + name + "/Encoding/Identity-H/DescendantFonts["
                + descendant + " 0 R]/ToUnicode " + unicode + " 0 R>>");
    }

    private static Packed pack(FontSubset subset, int level) {
        byte[] program = subset.program();
        return new Packed(
                PdfFile.deflate(program, level),
                program.length,
                PdfFile.deflate(toUnicode(subset.characters()), level));
    }

    /** Six capital letters that differ where the subsets differ. */
    private static String tag(FontSubset subset) {
        long mix = subset.characters().hashCode() * 31L + subset.widths().length;
        StringBuilder tag = new StringBuilder(6);
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Math.floorMod(mix, 26)));
            mix /= 26;
        }
        return tag.toString();
    }

    private static byte[] toUnicode(Map<Integer, Integer> characters) {
        StringBuilder map = new StringBuilder("""
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
        map.append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
