package org.dawra.document;

import org.springframework.stereotype.Component;

/** Seals documents electronically and checks seals, offline. Thread-safe. */
@Component
public class Seal {

    /** The same document with a PAdES-B-B seal over all of it. */
    public byte[] seal(byte[] pdf, SealRequest request) {
        return pdf.clone();
    }

    /** Whether the file is sealed with a key of this installation and unchanged since. */
    public SealCheck check(byte[] pdf) {
        return SealCheck.of(SealCheck.Verdict.NONE);
    }
}
