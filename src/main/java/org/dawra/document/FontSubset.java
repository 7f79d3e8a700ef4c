package org.dawra.document;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a font that one file embeds: a TrueType program of just the pictures drawn, numbered in the order of their
 * first use, so that the same text gives the same bytes. What is the same on every copy of a paper comes first and is packed
 * once for all of them; what varies follows, and may be put together from what is there.
 */
final class FontSubset {

    private static final int ARGUMENTS_ARE_WORDS = 0x0001;
    private static final int ARGUMENTS_ARE_OFFSETS = 0x0002;
    private static final int MORE_PARTS = 0x0020;

    private static final int KEPT = 32;

    private static final Map<List<?>, Stage> STAGES = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, Stage> eldest) {
            return size() > KEPT;
        }
    });

    private final FontFile font;
    private final Map<FontFile.Ink, Integer> codes = new IdentityHashMap<>();
    private final List<FontFile.Ink> inks = new ArrayList<>();
    private @Nullable Stage fixed;

    FontSubset(FontFile font) {
        this.font = font;
    }

    /** The outline of a glyph stands in the picture with this code, moved by so much. */
    private record Host(int code, int dx, int dy) {}

    /**
     * Pictures that follow each other, from code {@code from} on: first the inks, then outlines that only pictures are made
     * of.
     */
    private record Stage(
            int from, List<FontFile.Ink> inks, List<Outline.Glyph> glyphs, Map<Integer, Host> hosts, Packing packing) {
        int end() {
            return from + glyphs.size();
        }
    }

    /** A stage's outlines and its characters, packed when first needed. */
    private static final class Packing {
        private final byte[] outlines;
        private final byte[] characters;
        private final int checksum;
        private volatile byte @Nullable [] packedOutlines;
        private volatile byte @Nullable [] packedCharacters;

        Packing(byte[] outlines, byte[] characters) {
            this.outlines = outlines;
            this.characters = characters;
            this.checksum = checksum(outlines);
        }

        byte[] packedOutlines() {
            byte[] packed = packedOutlines;
            if (packed == null) {
                packed = PdfFile.beginning(outlines);
                packedOutlines = packed;
            }
            return packed;
        }

        byte[] packedCharacters() {
            byte[] packed = packedCharacters;
            if (packed == null) {
                packed = PdfFile.beginning(characters);
                packedCharacters = packed;
            }
            return packed;
        }
    }

    FontFile font() {
        return font;
    }

    /** The two-byte code that draws the ink; what {@code varies} is told apart from what is the same on every copy. */
    int code(FontFile.Ink ink, boolean varies) {
        Integer known = codes.get(ink);
        if (known != null) {
            return known;
        }
        if (varies && fixed == null) {
            fix();
        }
        inks.add(ink);
        int code = fixed == null ? inks.size() : fixed.end() + inks.size() - 1;
        codes.put(ink, code);
        return code;
    }

    /** What comes from now on is no more the same on every copy. */
    private Stage fix() {
        Stage stage = STAGES.computeIfAbsent(
                List.of(font, List.copyOf(inks)), fresh -> stage(0, List.copyOf(inks), Map.of()));
        fixed = stage;
        inks.clear();
        return stage;
    }

    private Stage stage(int from, List<FontFile.Ink> drawn, Map<Integer, Host> before) {
        Map<Integer, Host> hosts = new HashMap<>(before);
        Outline.Glyph[] glyphs = new Outline.Glyph[drawn.size()];
        List<Outline.Glyph> all = new ArrayList<>();
        int first = from;
        if (from == 0) {
            all.add(font.outline(0).glyph());
            hosts.put(0, new Host(0, 0, 0));
            first = 1;
        }
        for (int i = 0; i < glyphs.length; i++) {
            List<FontFile.Part> parts = visible(drawn.get(i));
            if (parts.isEmpty()) {
                glyphs[i] = Outline.Glyph.BLANK;
            } else if (parts.size() == 1 && !hosts.containsKey(parts.get(0).glyph())) {
                FontFile.Part only = parts.get(0);
                hosts.put(only.glyph(), new Host(first + i, only.dx(), only.dy()));
                glyphs[i] =
                        font.outline(only.glyph()).moved(only.dx(), only.dy()).glyph();
            }
        }
        Map<Integer, Integer> uses = new HashMap<>();
        for (int i = 0; i < glyphs.length; i++) {
            if (glyphs[i] == null) {
                visible(drawn.get(i)).forEach(part -> uses.merge(part.glyph(), 1, Integer::sum));
            }
        }
        List<Outline.Glyph> bases = new ArrayList<>();
        for (int i = 0; i < glyphs.length; i++) {
            if (glyphs[i] != null) {
                continue;
            }
            List<FontFile.Part> parts = visible(drawn.get(i));
            if (parts.stream()
                    .allMatch(part -> uses.getOrDefault(part.glyph(), 0) == 1 && !hosts.containsKey(part.glyph()))) {
                glyphs[i] = Outline.joined(parts.stream()
                                .map(part -> font.outline(part.glyph()).moved(part.dx(), part.dy()))
                                .toList())
                        .glyph();
                continue;
            }
            for (FontFile.Part part : parts) {
                if (!hosts.containsKey(part.glyph())) {
                    hosts.put(part.glyph(), new Host(first + glyphs.length + bases.size(), 0, 0));
                    bases.add(font.outline(part.glyph()).glyph());
                }
            }
            glyphs[i] = composed(parts, hosts);
        }
        all.addAll(List.of(glyphs));
        all.addAll(bases);
        ByteArrayOutputStream outlines = new ByteArrayOutputStream(32_000);
        for (Outline.Glyph glyph : all) {
            outlines.write(glyph.bytes(), 0, glyph.bytes().length);
            outlines.write(new byte[1], 0, glyph.bytes().length & 1);
        }
        outlines.write(new byte[3], 0, -outlines.size() & 3);
        Map<Integer, Integer> characters = new TreeMap<>();
        for (int i = 0; i < drawn.size(); i++) {
            characters.put(first + i, drawn.get(i).codePoint());
        }
        return new Stage(
                from,
                drawn,
                all,
                hosts,
                new Packing(outlines.toByteArray(), FontWriter.characters(characters, from == 0)));
    }

    private List<FontFile.Part> visible(FontFile.Ink ink) {
        return ink.parts().stream()
                .filter(part -> !font.outline(part.glyph()).isBlank())
                .toList();
    }

    private Outline.Glyph composed(List<FontFile.Part> parts, Map<Integer, Host> hosts) {
        ByteBuffer result = ByteBuffer.allocate(10 + 8 * parts.size());
        result.position(10);
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int i = 0; i < parts.size(); i++) {
            FontFile.Part part = parts.get(i);
            Host host = hosts.get(part.glyph());
            if (host == null) {
                throw new IllegalStateException("Part " + part.glyph() + " is not embedded");
            }
            int dx = Math.round((part.dx() - host.dx()) / (float) FontFile.GRID);
            int dy = Math.round((part.dy() - host.dy()) / (float) FontFile.GRID);
            int[] own = font.outline(part.glyph()).box(part.dx(), part.dy());
            for (int side = 0; side < 2; side++) {
                box[side] = Math.min(box[side], own[side]);
                box[side + 2] = Math.max(box[side + 2], own[side + 2]);
            }
            boolean words = dx != (byte) dx || dy != (byte) dy;
            result.putShort((short) (ARGUMENTS_ARE_OFFSETS
                    | (words ? ARGUMENTS_ARE_WORDS : 0)
                    | (i < parts.size() - 1 ? MORE_PARTS : 0)));
            result.putShort((short) host.code());
            if (words) {
                result.putShort((short) dx).putShort((short) dy);
            } else {
                result.put((byte) dx).put((byte) dy);
            }
        }
        result.putShort(0, (short) -1);
        for (int i = 0; i < 4; i++) {
            result.putShort(2 + 2 * i, (short) box[i]);
        }
        byte[] bytes = new byte[result.position()];
        System.arraycopy(result.array(), 0, bytes, 0, bytes.length);
        return new Outline.Glyph(bytes, box, 0, 0);
    }

    /** All that a file says about the font. */
    Finished finish() {
        Stage first = fixed == null ? fix() : fixed;
        Stage rest = stage(first.end(), inks, first.hosts());
        return new Finished(font, first, rest);
    }

    /** The finished program with what belongs to it. */
    static final class Finished {
        private static final List<String> NAMES = List.of("head", "hhea", "hmtx", "loca", "maxp");

        private final List<byte[]> tables = new ArrayList<>();
        private final FontFile font;
        private final List<Stage> stages;
        private final byte[] program;
        private final int length;
        private final int glyphs;

        private Finished(FontFile font, Stage first, Stage rest) {
            this.font = font;
            this.stages = List.of(first, rest);
            this.glyphs = rest.end();
            byte[] fixedOutlines = first.packing().outlines;
            byte[] moreOutlines = rest.packing().outlines;
            byte[] others = otherTables();
            ByteBuffer tail = ByteBuffer.allocate(moreOutlines.length + others.length);
            tail.put(moreOutlines).put(others);
            byte[] directory = directory();
            this.program =
                    PdfFile.packed(directory, fixedOutlines, first.packing().packedOutlines(), tail.array());
            this.length = directory.length + fixedOutlines.length + tail.capacity();
        }

        /** The TrueType program, deflated. */
        byte[] program() {
            return program;
        }

        /** Its length before. */
        int length() {
            return length;
        }

        /** Which character each code stands for, deflated. */
        byte[] characters() {
            Packing first = stages.get(0).packing();
            String rest = new String(stages.get(1).packing().characters, StandardCharsets.US_ASCII)
                    + FontWriter.END_OF_CHARACTERS;
            return PdfFile.packed(
                    new byte[0], first.characters, first.packedCharacters(), rest.getBytes(StandardCharsets.US_ASCII));
        }

        /** Widths of the codes in thousandths of the text size, as PDF writes them. */
        String widths() {
            StringBuilder widths = new StringBuilder(4 * glyphs).append("[0[");
            widths.append(width(font.advance(0))).append(' ');
            for (Stage stage : stages) {
                if (stage.from() > 0 && !stage.inks().isEmpty()) {
                    widths.append("]").append(stage.from()).append('[');
                }
                stage.inks().forEach(ink -> widths.append(width(ink.advance())).append(' '));
            }
            return widths.append("]]").toString();
        }

        private int width(int advance) {
            return Math.round(advance * 1000f / font.unitsPerEm());
        }

        /** Differs where the inks or their order differ. */
        int hash() {
            int hash = 0;
            for (Stage stage : stages) {
                for (FontFile.Ink ink : stage.inks()) {
                    hash = hash * 31 + ink.hashCode();
                }
            }
            return hash;
        }

        /** All but the outlines, in the order of {@link #NAMES}, each filled up to whole fours. */
        private byte[] otherTables() {
            ByteBuffer hmtx = ByteBuffer.allocate(4 * glyphs);
            ByteBuffer starts = ByteBuffer.allocate(4 * (glyphs + 1));
            int widest = 0;
            int at = 0;
            int points = 0;
            int contours = 0;
            for (Stage stage : stages) {
                int inksFrom = stage.from() == 0 ? 1 : 0;
                for (int i = 0; i < stage.glyphs().size(); i++) {
                    Outline.Glyph glyph = stage.glyphs().get(i);
                    int ink = i - inksFrom;
                    int advance = ink < 0
                            ? font.advance(0)
                            : ink < stage.inks().size() ? stage.inks().get(ink).advance() : 0;
                    int width = Math.round(advance / (float) FontFile.GRID);
                    hmtx.putShort((short) width).putShort((short) glyph.box()[0]);
                    starts.putInt(at);
                    at += glyph.bytes().length + (glyph.bytes().length & 1);
                    widest = Math.max(widest, width);
                    points = Math.max(points, glyph.points());
                    contours = Math.max(contours, glyph.contours());
                }
                at += -at & 3;
            }
            starts.putInt(at);
            // In halves where they fit into two bytes.
            boolean small = at < 0x1fffe;
            ByteBuffer loca = small ? ByteBuffer.allocate(2 * (glyphs + 1)) : starts;
            for (int i = 0; small && i <= glyphs; i++) {
                loca.putShort((short) (starts.getInt(4 * i) / 2));
            }
            ByteBuffer head = ByteBuffer.wrap(font.table("head"));
            head.putInt(8, 0);
            // Bit 1: the left bearing is where the outline begins, as written above.
            head.putShort(16, (short) (head.getShort(16) & ~0b1_1100));
            head.putShort(18, (short) (font.unitsPerEm() / FontFile.GRID));
            scale(head, 36, 42);
            head.putShort(50, (short) (small ? 0 : 1));
            ByteBuffer hhea = ByteBuffer.wrap(font.table("hhea"));
            scale(hhea, 4, 16);
            hhea.putShort(10, (short) widest);
            hhea.putShort(34, (short) glyphs);
            ByteBuffer maxp = ByteBuffer.wrap(font.table("maxp"));
            maxp.putShort(4, (short) glyphs);
            maxp.putShort(6, (short) Math.max(points, maxp.getShort(6)));
            maxp.putShort(8, (short) Math.max(contours, maxp.getShort(8)));
            maxp.putShort(26, (short) 0);
            maxp.putShort(28, (short) Math.max(8, maxp.getShort(28)));
            maxp.putShort(30, (short) Math.max(3, maxp.getShort(30) + 1));
            tables.addAll(List.of(head.array(), hhea.array(), hmtx.array(), loca.array(), maxp.array()));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] table : tables) {
                all.write(table, 0, table.length);
                all.write(new byte[3], 0, -table.length & 3);
            }
            return all.toByteArray();
        }

        private void scale(ByteBuffer table, int from, int to) {
            for (int at = from; at <= to; at += 2) {
                table.putShort(at, (short) Math.round(table.getShort(at) / (float) FontFile.GRID));
            }
        }

        private byte[] directory() {
            int count = NAMES.size() + 1;
            int power = Integer.highestOneBit(count);
            ByteBuffer directory = ByteBuffer.allocate(12 + 16 * count);
            directory.putInt(0x00010000).putShort((short) count).putShort((short) (power * 16));
            directory.putShort((short) Integer.numberOfTrailingZeros(power));
            directory.putShort((short) (count * 16 - power * 16));
            int offset = directory.capacity();
            int outlines = 0;
            int sum = 0;
            for (Stage stage : stages) {
                outlines += stage.packing().outlines.length;
                sum += stage.packing().checksum;
            }
            entry(directory, "glyf", sum, offset, outlines);
            offset += outlines;
            for (int i = 0; i < NAMES.size(); i++) {
                byte[] table = tables.get(i);
                entry(directory, NAMES.get(i), checksum(table), offset, table.length);
                offset += table.length + (-table.length & 3);
            }
            return directory.array();
        }

        private static void entry(ByteBuffer directory, String name, int checksum, int offset, int length) {
            directory.put(name.getBytes(StandardCharsets.US_ASCII));
            directory.putInt(checksum).putInt(offset).putInt(length);
        }
    }

    private static int checksum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < table.length; i++) {
            sum += (table[i] & 0xff) << (24 - 8 * (i % 4));
        }
        return sum;
    }
}
