package org.dawra.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds objects to the end of a PDF that {@link PdfFile} wrote, without touching a byte of what is there. Reads only what
 * this house writes plain: the catalog, the first page, and what the table of objects says about the file.
 */
final class PdfUpdate {

    private static final Pattern START = Pattern.compile("\nstartxref\n(\\d{1,9})\n%%EOF\n$");
    private static final Pattern TRAILER =
            Pattern.compile("\\d+ 0 obj\n<</Type/XRef/Size (\\d+)/Root (\\d+) 0 R/Info (\\d+) 0 R[^<]*/ID\\[<(\\w+)>");

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
        Matcher start = START.matcher(file).region(Math.max(0, file.length() - 40), file.length());
        int table = start.find() ? Integer.parseInt(start.group(1)) : 0;
        Matcher trailer = TRAILER.matcher(file).region(Math.min(table, file.length()), file.length());
        if (table == 0 || !trailer.lookingAt()) {
            throw new IllegalArgumentException("Only papers rendered here can be sealed");
        }
        size = Integer.parseInt(trailer.group(1));
        root = Integer.parseInt(trailer.group(2));
        info = Integer.parseInt(trailer.group(3));
        id = trailer.group(4);
        previousTable = table;
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
        int number = reserve();
        int table = file.length() + added.length();
        offsets.put(number, table);
        StringBuilder index = new StringBuilder("/Prev ").append(previousTable).append("/Index[");
        ByteBuffer entries = ByteBuffer.allocate(PdfFile.ENTRY * offsets.size());
        offsets.forEach((object, offset) -> {
            index.append(object).append(" 1 ");
            PdfFile.entry(entries, 1, offset, 0);
        });
        String newId = Codes.sha256(added.toString().getBytes(StandardCharsets.ISO_8859_1))
                .substring(0, 32);
        added.append(number).append(" 0 obj\n<<");
        added.append(PdfFile.trailer(size, root, info, index.append(']').toString(), id, newId));
        added.append("/Length ").append(entries.capacity()).append(">>\nstream\n");
        added.append(new String(entries.array(), StandardCharsets.ISO_8859_1));
        added.append("\nendstream\nendobj\nstartxref\n").append(table).append("\n%%EOF\n");
        return (file + added).getBytes(StandardCharsets.ISO_8859_1);
    }
}
