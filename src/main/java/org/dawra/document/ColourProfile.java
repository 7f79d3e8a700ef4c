package org.dawra.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 4 (ISO 15076-1). Its curve is the standard's formula,
 * so that it takes a fifth of the room of the usual profiles, which carry it as a table.
 */
final class ColourProfile {

    private static final int HEADER = 128;

    private ColourProfile() {}

    static byte[] sRgb() {
        byte[] curve = numbers("para", 3 << 16, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text("sRGB"));
        tags.put("cprt", text("CC0"));
        // D50, and the primaries and the adaptation from D65 as seen under it.
        tags.put("wtpt", numbers("XYZ ", null, 0.9642, 1, 0.8249));
        tags.put("rXYZ", numbers("XYZ ", null, 0.43607, 0.22249, 0.01392));
        tags.put("gXYZ", numbers("XYZ ", null, 0.38515, 0.71687, 0.09708));
        tags.put("bXYZ", numbers("XYZ ", null, 0.14307, 0.06061, 0.71410));
        tags.put(
                "chad",
                numbers(
                        "sf32", null, 1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508,
                        0.75168));
        tags.put("rTRC", curve);
        tags.put("gTRC", curve);
        tags.put("bTRC", curve);
        return assemble(tags);
    }

    private static byte[] assemble(Map<String, byte[]> tags) {
        int table = HEADER + 4 + 12 * tags.size();
        ByteBuffer profile = ByteBuffer.allocate(table
                + tags.values().stream().distinct().mapToInt(tag -> tag.length).sum());
        profile.putInt(profile.capacity()).putInt(0).putInt(0x04200000);
        name(profile, "mntr");
        name(profile, "RGB ");
        name(profile, "XYZ ");
        // The day of the standard's amendment: a fixed one keeps the bytes the same.
        for (int part : new int[] {2003, 1, 1, 0, 0, 0}) {
            profile.putShort((short) part);
        }
        name(profile, "acsp");
        profile.position(68);
        fixed(profile, 0.9642, 1, 0.8249);
        profile.position(HEADER);
        profile.putInt(tags.size());
        int at = table;
        Map<byte[], Integer> places = new IdentityHashMap<>();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            Integer known = places.putIfAbsent(tag.getValue(), at);
            name(profile, tag.getKey());
            profile.putInt(known == null ? at : known).putInt(tag.getValue().length);
            if (known == null) {
                profile.put(at, tag.getValue());
                at += tag.getValue().length;
            }
        }
        return profile.array();
    }

    /** A tag of fixed-point numbers, before them a word where the type has one. */
    private static byte[] numbers(String type, @Nullable Integer word, double... values) {
        ByteBuffer tag = ByteBuffer.allocate(8 + (word == null ? 0 : 4) + 4 * values.length);
        name(tag, type);
        tag.putInt(0);
        if (word != null) {
            tag.putInt(word);
        }
        fixed(tag, values);
        return tag.array();
    }

    private static void fixed(ByteBuffer to, double... values) {
        for (double value : values) {
            to.putInt((int) Math.round(value * 65536));
        }
    }

    /** A tag of one English text. */
    private static byte[] text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer tag = ByteBuffer.allocate((28 + letters.length + 3) & ~3);
        name(tag, "mluc");
        tag.putInt(0).putInt(1).putInt(12);
        name(tag, "enUS");
        tag.putInt(letters.length).putInt(28).put(letters);
        return tag.array();
    }

    private static void name(ByteBuffer to, String name) {
        to.put(name.getBytes(StandardCharsets.US_ASCII));
    }
}
