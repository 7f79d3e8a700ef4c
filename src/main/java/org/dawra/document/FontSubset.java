package org.dawra.document;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a font that one file embeds: a TrueType program of just the pictures drawn, numbered in the order of their
 * first use, so that the same text gives the same bytes.
 */
final class FontSubset {

    private static final int ARGUMENTS_ARE_WORDS = 0x0001;
    private static final int ARGUMENTS_ARE_OFFSETS = 0x0002;
    private static final int HAS_SCALE = 0x0008;
    private static final int MORE_PARTS = 0x0020;
    private static final int HAS_XY_SCALE = 0x0040;
    private static final int HAS_2_BY_2 = 0x0080;
    private static final int HAS_INSTRUCTIONS = 0x0100;

    private final FontFile font;
    private final Map<FontFile.Ink, Integer> codes = new IdentityHashMap<>();
    private final Map<Integer, Integer> outlines = new HashMap<>();
    private final List<Picture> pictures = new ArrayList<>();

    FontSubset(FontFile font) {
        this.font = font;
        pictures.add(new Picture(0, 0, font.advance(0), List.of()));
        outlines.put(0, 0);
    }

    /** What a code stands for: a glyph of the font as it is (parts empty), or parts put together. */
    private record Picture(int codePoint, int glyph, int advance, List<FontFile.Part> parts) {}

    private static final int COMPOSED = -1;

    FontFile font() {
        return font;
    }

    /** Equal for subsets that give the same program. */
    List<?> identity() {
        return List.of(font, List.copyOf(pictures));
    }

    /** The two-byte code that draws the ink. */
    int code(FontFile.Ink ink) {
        Integer known = codes.get(ink);
        if (known != null) {
            return known;
        }
        int code;
        FontFile.Part only = ink.parts().size() == 1 ? ink.parts().get(0) : null;
        if (only != null
                && only.dx() == 0
                && only.dy() == 0
                && ink.advance() == font.advance(only.glyph())
                && !outlines.containsKey(only.glyph())) {
            code = addOutline(only.glyph(), ink.codePoint());
        } else {
            code = pictures.size();
            pictures.add(new Picture(ink.codePoint(), COMPOSED, ink.advance(), ink.parts()));
            for (FontFile.Part part : ink.parts()) {
                if (!outlines.containsKey(part.glyph())) {
                    addOutline(part.glyph(), 0);
                }
            }
        }
        codes.put(ink, code);
        return code;
    }

    private int addOutline(int glyph, int codePoint) {
        int code = pictures.size();
        outlines.put(glyph, code);
        pictures.add(new Picture(codePoint, glyph, font.advance(glyph), List.of()));
        ByteBuffer outline = font.glyph(glyph);
        if (outline.remaining() > 0 && outline.getShort(0) < 0) {
            for (int part : partsOf(outline)) {
                if (!outlines.containsKey(part)) {
                    addOutline(part, 0);
                }
            }
        }
        return code;
    }

    /** Widths of all codes in thousandths of the text size. */
    int[] widths() {
        return pictures.stream()
                .mapToInt(picture -> Math.round(picture.advance() * 1000f / font.unitsPerEm()))
                .toArray();
    }

    /** Which character each code stands for, in order of the codes. */
    Map<Integer, Integer> characters() {
        Map<Integer, Integer> characters = new TreeMap<>();
        for (int code = 1; code < pictures.size(); code++) {
            if (pictures.get(code).codePoint() != 0) {
                characters.put(code, pictures.get(code).codePoint());
            }
        }
        return characters;
    }

    /** The TrueType program. */
    byte[] program() {
        try {
            ByteArrayOutputStream glyf = new ByteArrayOutputStream(32_000);
            int count = pictures.size();
            List<Integer> starts = new ArrayList<>(count + 1);
            ByteBuffer hmtx = ByteBuffer.allocate(4 * count);
            int widest = 0;
            for (Picture picture : pictures) {
                starts.add(glyf.size());
                byte[] outline = picture.glyph() == COMPOSED ? compose(picture.parts()) : plain(picture.glyph());
                glyf.write(outline);
                while (glyf.size() % 4 != 0) {
                    glyf.write(0);
                }
                hmtx.putShort((short) picture.advance());
                hmtx.putShort(outline.length == 0 ? 0 : ByteBuffer.wrap(outline).getShort(2));
                widest = Math.max(widest, picture.advance());
            }
            starts.add(glyf.size());
            // In halves where they fit into two bytes.
            boolean small = glyf.size() < 0x1fffe;
            ByteBuffer loca = ByteBuffer.allocate((small ? 2 : 4) * starts.size());
            for (int start : starts) {
                if (small) {
                    loca.putShort((short) (start / 2));
                } else {
                    loca.putInt(start);
                }
            }
            ByteBuffer head = ByteBuffer.wrap(font.table("head"));
            head.putInt(8, 0);
            // Bit 1: the left bearing is where the outline begins, as written above.
            head.putShort(16, (short) (head.getShort(16) & ~0b1_1100));
            head.putShort(50, (short) (small ? 0 : 1));
            ByteBuffer hhea = ByteBuffer.wrap(font.table("hhea"));
            hhea.putShort(10, (short) widest);
            hhea.putShort(34, (short) count);
            ByteBuffer maxp = ByteBuffer.wrap(font.table("maxp"));
            maxp.putShort(4, (short) count);
            maxp.putShort(28, (short) Math.max(8, maxp.getShort(28)));
            maxp.putShort(30, (short) Math.max(3, maxp.getShort(30) + 1));
            maxp.putShort(26, (short) 0);
            Map<String, byte[]> tables = new TreeMap<>();
            tables.put("glyf", glyf.toByteArray());
            tables.put("head", head.array());
            tables.put("hhea", hhea.array());
            tables.put("hmtx", hmtx.array());
            tables.put("loca", loca.array());
            tables.put("maxp", maxp.array());
            return assemble(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] assemble(Map<String, byte[]> tables) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        int power = Integer.highestOneBit(tables.size());
        data.writeInt(0x00010000);
        data.writeShort(tables.size());
        data.writeShort(power * 16);
        data.writeShort(Integer.numberOfTrailingZeros(power));
        data.writeShort(tables.size() * 16 - power * 16);
        int offset = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            data.writeBytes(table.getKey());
            data.writeInt(checksum(table.getValue()));
            data.writeInt(offset);
            data.writeInt(table.getValue().length);
            offset += (table.getValue().length + 3) & ~3;
        }
        for (byte[] table : tables.values()) {
            data.write(table);
            for (int i = table.length; i % 4 != 0; i++) {
                data.write(0);
            }
        }
        return out.toByteArray();
    }

    private static int checksum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += (table[i] & 0xff) << (24 - 8 * (i % 4));
        }
        return sum;
    }

    /** A glyph as in the font, without its instructions, its parts renumbered. */
    private byte[] plain(int glyph) {
        ByteBuffer outline = font.glyph(glyph);
        if (outline.remaining() == 0) {
            return new byte[0];
        }
        int contours = outline.getShort(0);
        if (contours >= 0) {
            int lengthAt = 10 + 2 * contours;
            int instructions = outline.getShort(lengthAt) & 0xffff;
            byte[] result = new byte[outline.remaining() - instructions];
            outline.get(0, result, 0, lengthAt);
            int rest = lengthAt + 2 + instructions;
            outline.get(rest, result, lengthAt + 2, outline.remaining() - rest);
            return result;
        }
        ByteBuffer copy = ByteBuffer.allocate(outline.remaining());
        copy.put(outline.duplicate());
        int at = 10;
        while (true) {
            int flags = copy.getShort(at) & 0xffff;
            copy.putShort(at, (short) (flags & ~HAS_INSTRUCTIONS));
            Integer code = outlines.get(copy.getShort(at + 2) & 0xffff);
            if (code == null) {
                throw new IllegalStateException("Part of glyph " + glyph + " is not embedded");
            }
            copy.putShort(at + 2, code.shortValue());
            at += sizeOfPart(flags);
            if ((flags & MORE_PARTS) == 0) {
                return Arrays.copyOf(copy.array(), at);
            }
        }
    }

    private static List<Integer> partsOf(ByteBuffer outline) {
        List<Integer> parts = new ArrayList<>();
        int at = 10;
        while (true) {
            int flags = outline.getShort(at) & 0xffff;
            parts.add(outline.getShort(at + 2) & 0xffff);
            at += sizeOfPart(flags);
            if ((flags & MORE_PARTS) == 0) {
                return parts;
            }
        }
    }

    private static int sizeOfPart(int flags) {
        int size = 4 + ((flags & ARGUMENTS_ARE_WORDS) != 0 ? 4 : 2);
        if ((flags & HAS_SCALE) != 0) {
            size += 2;
        } else if ((flags & HAS_XY_SCALE) != 0) {
            size += 4;
        } else if ((flags & HAS_2_BY_2) != 0) {
            size += 8;
        }
        return size;
    }

    private byte[] compose(List<FontFile.Part> parts) {
        List<FontFile.Part> drawn = parts.stream()
                .filter(part -> font.glyph(part.glyph()).remaining() > 0)
                .toList();
        if (drawn.isEmpty()) {
            return new byte[0];
        }
        int left = Integer.MAX_VALUE;
        int bottom = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int top = Integer.MIN_VALUE;
        ByteBuffer result = ByteBuffer.allocate(10 + 8 * drawn.size());
        result.position(10);
        for (int i = 0; i < drawn.size(); i++) {
            FontFile.Part part = drawn.get(i);
            ByteBuffer outline = font.glyph(part.glyph());
            left = Math.min(left, outline.getShort(2) + part.dx());
            bottom = Math.min(bottom, outline.getShort(4) + part.dy());
            right = Math.max(right, outline.getShort(6) + part.dx());
            top = Math.max(top, outline.getShort(8) + part.dy());
            int more = i < drawn.size() - 1 ? MORE_PARTS : 0;
            result.putShort((short) (ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS | more));
            Integer code = outlines.get(part.glyph());
            if (code == null) {
                throw new IllegalStateException("Part " + part.glyph() + " is not embedded");
            }
            result.putShort(code.shortValue());
            result.putShort((short) part.dx());
            result.putShort((short) part.dy());
        }
        result.putShort(0, (short) -1);
        result.putShort(2, (short) left);
        result.putShort(4, (short) bottom);
        result.putShort(6, (short) right);
        result.putShort(8, (short) top);
        return result.array();
    }
}
