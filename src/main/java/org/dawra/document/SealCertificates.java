package org.dawra.document;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Certificates of all keys that have sealed, on whatever node: what one has sealed the others know, also after a change. */
@Repository
class SealCertificates {

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;

    SealCertificates(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Keeps a certificate for good; in a transaction of its own, since what it seals may yet be rolled back. */
    void keep(X509Certificate certificate) {
        var fingerprint = fingerprint(certificate);
        if (knows(fingerprint)) {
            return;
        }
        try {
            own.executeWithoutResult(
                    status -> jdbc.sql("insert into seal_certificate (sha256, der, kept_at) values (?, ?, ?)")
                            .params(
                                    fingerprint,
                                    encoded(certificate),
                                    OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                            .update());
        } catch (DuplicateKeyException another) {
            // Another node was first: it is the same certificate.
            return;
        }
    }

    boolean knows(X509Certificate certificate) {
        return knows(fingerprint(certificate));
    }

    private boolean knows(String fingerprint) {
        return jdbc.sql("select count(*) from seal_certificate where sha256 = ?")
                        .param(fingerprint)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All of them, newest first. */
    List<X509Certificate> all() {
        return jdbc.sql("select der from seal_certificate order by id desc")
                .query((row, n) -> decoded(row.getBytes("der")))
                .list();
    }

    private static X509Certificate decoded(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("A certificate that is kept cannot be read", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String fingerprint(X509Certificate certificate) {
        return Codes.sha256(encoded(certificate));
    }
}
