package org.dawra.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Writes a PDF's objects to a stream as they are finished and remembers only where each begins. Dictionaries are packed
 * together (ISO 32000-1, 7.5.7), but for those that a seal must read and replace. Nothing in it depends on the clock or on
 * chance: the file's identifier is a digest of what was written.
 */
final class PdfFile {

    /** How many objects are packed together: readers unpack all of them for one. */
    private static final int MOST_PACKED = 200;
    /** Marks an object in a pack: the pack's number, and its place there. */
    private static final long PACKED = 1L << 62;

    /** How far back deflated data refers. */
    private static final int WINDOW = 1 << 15;

    private final OutputStream out;
    private final MessageDigest digest;
    private long position;
    private long[] offsets = new long[64];
    private int objects;
    private final StringBuilder packedBodies = new StringBuilder(8192);
    private final StringBuilder packedPlaces = new StringBuilder(512);
    private int packedCount;
    private int packInto;

    PdfFile(OutputStream out) {
        this.out = out;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /** A number for an object to be written later. */
    int reserve() {
        objects++;
        if (objects >= offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        return objects;
    }

    /** Writes the reserved object, which must be a dictionary or an array, packed with others. */
    void write(int number, CharSequence body) {
        if (packedCount == 0) {
            packInto = reserve();
        }
        offsets[number] = PACKED | (long) packInto << 16 | packedCount;
        packedPlaces.append(number).append(' ').append(packedBodies.length()).append(' ');
        packedBodies.append(body).append('\n');
        packedCount++;
        if (packedCount == MOST_PACKED) {
            pack();
        }
    }

    private void pack() {
        if (packedCount > 0) {
            byte[] all = (packedPlaces + "\n" + packedBodies).getBytes(StandardCharsets.ISO_8859_1);
            stream(packInto, "/Type/ObjStm/N " + packedCount + "/First " + (packedPlaces.length() + 1), all);
            packedBodies.setLength(0);
            packedPlaces.setLength(0);
            packedCount = 0;
        }
    }

    /** Writes the reserved object for everybody to see. */
    void writePlain(int number, CharSequence body) {
        offsets[number] = position;
        put(number + " 0 obj\n" + body + "\nendobj\n");
    }

    /** Writes a new object and answers its number. */
    int write(CharSequence body) {
        int number = reserve();
        write(number, body);
        return number;
    }

    /** Writes the reserved object as a stream, deflated. */
    void stream(int number, String entries, byte[] data) {
        packedStream(number, entries, deflate(data, Deflater.DEFAULT_COMPRESSION));
    }

    /** Writes the reserved object as a stream of bytes that are deflated already. */
    void packedStream(int number, String entries, byte[] packed) {
        offsets[number] = position;
        put(number + " 0 obj\n<<" + entries + "/Filter/FlateDecode/Length " + packed.length + ">>\nstream\n");
        put(packed, packed.length);
        put("\nendstream\nendobj\n");
    }

    /** Writes the reserved object as a stream as it is: metadata must stay readable. */
    void plainStream(int number, String entries, byte[] data) {
        offsets[number] = position;
        put(number + " 0 obj\n<<" + entries + "/Length " + data.length + ">>\nstream\n");
        put(data, data.length);
        put("\nendstream\nendobj\n");
    }

    /** Writes the table of objects and the trailer; the stream stays open. */
    void finish(int catalog, int info) {
        pack();
        int table = reserve();
        offsets[table] = position;
        String id = HexFormat.of().formatHex(digest.digest(), 0, 16);
        ByteBuffer entries = ByteBuffer.allocate(ENTRY * (objects + 1));
        entry(entries, 0, 0, 0xff);
        for (int i = 1; i <= objects; i++) {
            if ((offsets[i] & PACKED) != 0) {
                entry(entries, 2, (offsets[i] & ~PACKED) >> 16, (int) offsets[i] & 0xffff);
            } else {
                entry(entries, 1, offsets[i], 0);
            }
        }
        String trailer = trailer(objects + 1, catalog, info, "", id, id);
        packedStream(table, trailer, deflate(entries.array(), Deflater.DEFAULT_COMPRESSION));
        put("startxref\n" + offsets[table] + "\n%%EOF\n");
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file's table of objects says about the file. */
    static String trailer(int size, int catalog, int info, String more, String id, String newId) {
        return "/Type/XRef/Size " + size + "/Root " + catalog + " 0 R/Info " + info + " 0 R" + more + "/ID[<" + id
                + "><" + newId + ">]/W[1 5 1]";
    }

    /** Bytes of an entry of the table. */
    static final int ENTRY = 7;

    /** Where an object is: at an offset (kind 1), or at a place in a pack of objects (kind 2). */
    static void entry(ByteBuffer to, int kind, long where, int place) {
        to.put((byte) kind).put((byte) (where >> 32)).putInt((int) where).put((byte) place);
    }

    static byte[] deflate(byte[] data, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(data.length / 3 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The packed beginning of streams that go on differently; see {@link #packed}. */
    static byte[] beginning(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(data);
            return drained(deflater, Deflater.SYNC_FLUSH, data.length);
        } finally {
            deflater.end();
        }
    }

    /**
     * One deflated stream (RFC 1950, 1951) of a few bytes as they are, of a beginning that is packed already, and of what
     * follows it, which refers to the beginning where it says the same.
     */
    static byte[] packed(byte[] head, byte[] beginning, byte[] packedBeginning, byte[] rest) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[] end;
        try {
            deflater.setDictionary(
                    beginning, Math.max(0, beginning.length - WINDOW), Math.min(WINDOW, beginning.length));
            deflater.setInput(rest);
            deflater.finish();
            end = drained(deflater, Deflater.NO_FLUSH, rest.length);
        } finally {
            deflater.end();
        }
        Adler32 sum = new Adler32();
        sum.update(head);
        sum.update(beginning);
        sum.update(rest);
        ByteBuffer all = ByteBuffer.allocate(11 + head.length + packedBeginning.length + end.length);
        all.put((byte) 0x78).put((byte) 0xda);
        all.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0).putShort((short) head.length);
        all.putShort((short) ~head.length).put(head).put(packedBeginning).put(end);
        return all.order(ByteOrder.BIG_ENDIAN).putInt((int) sum.getValue()).array();
    }

    private static byte[] drained(Deflater deflater, int flush, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 2 + 64);
        byte[] buffer = new byte[8192];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, flush);
            packed.write(buffer, 0, count);
        } while (count == buffer.length || (flush == Deflater.NO_FLUSH && !deflater.finished()));
        return packed.toByteArray();
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        digest.update(bytes, 0, length);
        position += length;
    }

    /** A text string for dictionaries: as it is where all is ASCII, otherwise in UTF-16. */
    static String text(String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return "(" + value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")";
        }
        StringBuilder hex = new StringBuilder(4 * value.length() + 6).append("<FEFF");
        for (int i = 0; i < value.length(); i++) {
            hex4(hex, value.charAt(i));
        }
        return hex.append('>').toString();
    }

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    static void hex4(StringBuilder to, int value) {
        to.append(HEX[(value >> 12) & 15])
                .append(HEX[(value >> 8) & 15])
                .append(HEX[(value >> 4) & 15])
                .append(HEX[value & 15]);
    }
}
