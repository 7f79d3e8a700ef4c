package org.dawra.document;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/** The public half of every key that has sealed, for whoever checks papers without asking us. */
@Component
public class PublishedKeys {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final SealKey keys;
    private final SealCertificates certificates;

    PublishedKeys(SealKey keys, SealCertificates certificates) {
        this.keys = keys;
        this.certificates = certificates;
    }

    /**
     * A key that has sealed.
     *
     * @param fingerprint SHA-256 of its certificate, lower-case hex
     * @param current whether it seals now, on the node that answers
     * @param selfMade whether nobody but ourselves says that it is ours
     */
    public record PublishedKey(
            String fingerprint,
            String subject,
            LocalDate from,
            LocalDate until,
            boolean current,
            boolean selfMade,
            String pem) {

        /** The fingerprint in groups of four, to be read aloud. */
        public String grouped() {
            return fingerprint.replaceAll("(.{4})(?!$)", "$1 ");
        }
    }

    /** All keys, the newest first; empty before the first seal. */
    public List<PublishedKey> all() {
        keys.prepare();
        var current = keys.sealing();
        return certificates.all().stream()
                .map(certificate -> published(certificate, certificate.equals(current)))
                .toList();
    }

    /** The keys as one PEM file, each with its fingerprint above it. */
    public String pem() {
        var text = new StringBuilder();
        for (var key : all()) {
            text.append("# SHA-256 ").append(key.fingerprint()).append('\n').append(key.pem());
        }
        return text.toString();
    }

    private static PublishedKey published(X509Certificate certificate, boolean current) {
        try {
            return new PublishedKey(
                    SealCertificates.fingerprint(certificate),
                    certificate.getSubjectX500Principal().getName(),
                    LocalDate.ofInstant(certificate.getNotBefore().toInstant(), ZoneOffset.UTC),
                    LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC),
                    current,
                    certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()),
                    "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
