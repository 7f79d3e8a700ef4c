package org.dawra.document;

import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.security.cert.X509Certificate;

/** What the European reference validator says of a file. */
final class Dss {

    private Dss() {}

    static SimpleReport report(byte[] pdf, X509Certificate... trusted) {
        var source = new CommonTrustedCertificateSource();
        for (var certificate : trusted) {
            source.addCertificate(new CertificateToken(certificate));
        }
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(source);
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument().getSimpleReport();
    }
}
