package org.dawra.certificate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names of files that every system can unpack, Arabic as it is written. */
final class FileNames {

    private static final int LONGEST = 80;

    /** Names of devices, which Windows opens instead of a file, whatever the ending. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private FileNames() {}

    /**
     * {@code 2026-1-0004 الاسم.pdf}: the number first, so that no two are the same and none begins with a name that a system
     * keeps for itself. What Windows forbids becomes a hyphen; invisible marks, which would hide an ending, go.
     */
    static String pdf(String serial, String name) {
        var kept = new StringBuilder();
        Normalizer.normalize(serial + " " + name, Normalizer.Form.NFC)
                .codePoints()
                .forEach(c -> {
                    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                        return;
                    }
                    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                        kept.append(' ');
                    } else if ("\\/:*?\"<>|".indexOf(c) >= 0 || Character.getType(c) == Character.SURROGATE) {
                        kept.append('-');
                    } else {
                        kept.appendCodePoint(c);
                    }
                });
        var text = kept.toString().replaceAll(" +", " ").strip();
        if (text.codePointCount(0, text.length()) > LONGEST) {
            text = text.substring(0, text.offsetByCodePoints(0, LONGEST));
        }
        text = text.replaceAll("[. ]+$", "");
        return (text.isEmpty() || DEVICES.contains(text.toLowerCase(Locale.ROOT)) ? "_" + text : text) + ".pdf";
    }
}
