package org.dawra.partnership;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dawra.document.DocumentStore;
import org.dawra.engine.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the scans of signed sheets. What a file is, its first bytes say, not its name. */
@Service
public class AgreementScans {

    static final String KIND = "agreement-scan";

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final Pattern ACTIVE = Pattern.compile("/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)(?![A-Za-z])");

    private final DocumentStore store;

    AgreementScans(DocumentStore store) {
        this.store = store;
    }

    /**
     * Keeps a scan.
     *
     * @return what the recording form names it by
     * @throws Refused when it is empty, larger than 10 MB, neither PDF nor JPEG nor PNG, or a PDF that does something
     */
    @Transactional
    public UUID keep(byte[] scan, boolean sample) {
        if (scan.length == 0) {
            throw new Refused("scan", "partnership.refused.scanEmpty");
        }
        if (scan.length > LARGEST) {
            throw new Refused("scan", "partnership.refused.scanTooBig", 10);
        }
        if (begins(scan, PDF)) {
            requireInert(scan);
            return keep(scan, "pdf", "application/pdf", sample);
        }
        if (begins(scan, JPEG)) {
            return keep(scan, "jpg", "image/jpeg", sample);
        }
        if (begins(scan, PNG)) {
            return keep(scan, "png", "image/png", sample);
        }
        throw new Refused("scan", "partnership.refused.scanKind");
    }

    /** A scanner writes no scripts, programs or further files. A first sieve: the file is only ever handed out, never run. */
    private static void requireInert(byte[] pdf) {
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        if (ACTIVE.matcher(text).find()) {
            throw new Refused("scan", "partnership.refused.scanActive");
        }
    }

    private UUID keep(byte[] scan, String ending, String mime, boolean sample) {
        var id = store.store(KIND, "scan." + ending, mime, scan, sample);
        return store.find(id).orElseThrow().uuid();
    }

    private static boolean begins(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
