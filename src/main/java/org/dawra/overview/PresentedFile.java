package org.dawra.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was presented: read once, as it comes, kept nowhere. Its bytes are held in memory until the answer is given,
 * where they are few enough to be a paper of ours and the room for all that are being read at once suffices.
 *
 * @param size in bytes, as far as it was read
 * @param bytes null when too many, or when there was no room
 */
record PresentedFile(String sha256, long size, byte @Nullable [] bytes, State state) {

    /** The largest paper of ours: an agreement with the scans of its signed sheets. */
    static final int LARGEST = 24 * 1024 * 1024;

    /** So much is read of a file before we give up on it. */
    static final long MOST_READ = 256L * 1024 * 1024;

    private static final int STEP = 64 * 1024;
    private static final int ROOM = 96 * 1024 * 1024 / STEP;
    private static final Semaphore FREE = new Semaphore(ROOM);

    /** Whether the whole file was read. */
    enum State {
        READ,
        /** Larger than any paper of ours; its fingerprint may still be known. */
        TOO_LARGE,
        /** Its fingerprint is right, but there was no room to keep it for a look at its seal. */
        NO_ROOM,
        /** There was none, or the form broke off. */
        MISSING
    }

    private static final PresentedFile NONE = new PresentedFile("", 0, null, State.MISSING);

    /** What is done with a file while its bytes are there. */
    interface Use<T> {
        T with(PresentedFile file);
    }

    /** Reads the file out of a form's field {@code file}, or, where the request is no form, out of its body. */
    static <T> T of(HttpServletRequest request, Use<T> use) throws IOException {
        var reading = new Reading();
        try {
            return use.with(reading.read(request));
        } finally {
            FREE.release(reading.taken);
        }
    }

    /** The steps of memory taken so far are given back whatever happens. */
    private static final class Reading {
        private int taken;

        PresentedFile read(HttpServletRequest request) throws IOException {
            var type = request.getContentType();
            if (type == null || !type.startsWith("multipart/")) {
                return read(request.getInputStream());
            }
            try {
                var items = new FileUpload().getItemIterator(new ServletRequestContext(request));
                while (items.hasNext()) {
                    FileItemStream item = items.next();
                    if (!item.isFormField() && item.getFieldName().equals("file")) {
                        try (var in = item.openStream()) {
                            return read(in);
                        }
                    }
                }
                return NONE;
            } catch (FileUploadException | MultipartStream.MalformedStreamException e) {
                return NONE;
            }
        }

        private PresentedFile read(InputStream in) throws IOException {
            var digest = sha256();
            var kept = new ByteArrayOutputStream();
            var state = State.READ;
            var step = new byte[STEP];
            long size = 0;
            for (var n = in.readNBytes(step, 0, STEP); n > 0; n = in.readNBytes(step, 0, STEP)) {
                digest.update(step, 0, n);
                size += n;
                if (size > MOST_READ) {
                    return new PresentedFile("", size, null, State.TOO_LARGE);
                }
                if (state == State.READ) {
                    state = size > LARGEST ? State.TOO_LARGE : takes(2) ? State.READ : State.NO_ROOM;
                    if (state == State.READ) {
                        kept.write(step, 0, n);
                    } else {
                        kept = new ByteArrayOutputStream();
                    }
                }
            }
            if (size == 0) {
                return NONE;
            }
            return new PresentedFile(
                    HexFormat.of().formatHex(digest.digest()),
                    size,
                    state == State.READ ? kept.toByteArray() : null,
                    state);
        }

        /** Twice what a step holds, since a growing buffer is copied. */
        private boolean takes(int steps) {
            if (!FREE.tryAcquire(steps)) {
                return false;
            }
            taken += steps;
            return true;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
