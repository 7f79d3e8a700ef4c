package org.dawra.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP that is packed while it is read: one file at a time is held, however many there are. A name beyond ASCII is marked
 * as UTF-8, as Windows and macOS expect.
 */
final class ZipStream extends InputStream {

    private final Iterator<File> files;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(packed, StandardCharsets.UTF_8);
    private byte[] ready = new byte[0];
    private int at;
    private boolean finished;

    ZipStream(Iterator<File> files) {
        this.files = files;
        // Papers are packed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    /** A file to pack. */
    record File(String name, byte[] bytes) {}

    @Override
    public int read() throws IOException {
        return fill() ? ready[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, to, offset, count);
        at += count;
        return count;
    }

    /** Makes sure that there is something to read; answers false at the end. */
    private boolean fill() throws IOException {
        while (at == ready.length && !finished) {
            if (files.hasNext()) {
                var file = files.next();
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.bytes());
                zip.closeEntry();
            } else {
                zip.finish();
                finished = true;
            }
            ready = packed.toByteArray();
            at = 0;
            packed.reset();
        }
        return at < ready.length;
    }
}
