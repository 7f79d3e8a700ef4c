package org.dawra.document;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds objects to the end of a PDF that {@link PdfFile} wrote, without touching a byte of what is there. Reads only what
 * this house writes: classic tables, plain dictionaries.
 */
final class PdfUpdate {

    private static final Pattern TRAILER = Pattern.compile(
            "trailer\n<</Size (\\d+)/Root (\\d+) 0 R/Info (\\d+) 0 R(?:/Prev \\d+)?/ID\\[<(\\w+)><\\w+>\\]>>"
                    + "\nstartxref\n(\\d+)\n%%EOF\n$");

    private final String file;
    private final StringBuilder added = new StringBuilder(8192);
    private final Map<Integer, Integer> offsets = new TreeMap<>();
    private final int root;
    private final int info;
    private final String id;
    private final int previousTable;
    private int size;

    PdfUpdate(byte[] pdf) {
        file = new String(pdf, StandardCharsets.ISO_8859_1);
        int tail = Math.max(0, file.lastIndexOf("trailer\n"));
        Matcher trailer = TRAILER.matcher(file).region(tail, file.length());
        if (!trailer.lookingAt()) {
            throw new IllegalArgumentException("Only papers rendered here can be sealed");
        }
        size = Integer.parseInt(trailer.group(1));
        root = Integer.parseInt(trailer.group(2));
        info = Integer.parseInt(trailer.group(3));
        id = trailer.group(4);
        previousTable = Integer.parseInt(trailer.group(5));
    }

    int root() {
        return root;
    }

    int info() {
        return info;
    }

    /** The number of an object to add. */
    int reserve() {
        return size++;
    }

    /** The dictionary of an object as it stands last. */
    String read(int number) {
        String start = "\n" + number + " 0 obj\n";
        int at = file.lastIndexOf(start);
        if (at < 0) {
            throw new IllegalArgumentException("Object " + number + " is missing");
        }
        int from = at + start.length();
        return file.substring(from, file.indexOf("\nendobj\n", from));
    }

    /** Adds an object, or a newer version of one; answers where its body begins in the finished file. */
    int write(int number, String body) {
        String head = number + " 0 obj\n";
        offsets.put(number, file.length() + added.length());
        added.append(head);
        int start = file.length() + added.length();
        added.append(body).append("\nendobj\n");
        return start;
    }

    /** The whole file with what was added. */
    byte[] finish() {
        int table = file.length() + added.length();
        added.append("xref\n");
        offsets.forEach((number, offset) -> {
            String digits = Integer.toString(offset);
            added.append(number).append(" 1\n").append("0000000000", 0, 10 - digits.length());
            added.append(digits).append(" 00000 n \n");
        });
        added.append("trailer\n<</Size ").append(size).append("/Root ").append(root);
        added.append(" 0 R/Info ").append(info).append(" 0 R/Prev ").append(previousTable);
        String newId = Codes.sha256(added.toString().getBytes(StandardCharsets.ISO_8859_1))
                .substring(0, 32);
        added.append("/ID[<").append(id).append("><").append(newId).append(">]>>\nstartxref\n");
        added.append(table).append("\n%%EOF\n");
        return (file + added).getBytes(StandardCharsets.ISO_8859_1);
    }
}
