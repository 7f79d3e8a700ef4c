package org.dawra.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * The time at which a seal existed, attested by somebody else (RFC 3161).
 *
 * @param at the attested time; null where the stamp is broken
 * @param authority what the attesting authority's certificate calls it: whether to believe that, the reader decides
 * @param certificate the authority's
 */
public record TimeStamp(
        @Nullable Instant at,
        @Nullable String authority,
        @Nullable X509Certificate certificate) {

    /** Something that was changed, or attests another seal. */
    static final TimeStamp BROKEN = new TimeStamp(null, null, null);

    /** Authorities sign in more ways than the JDK knows by name: RSASSA-PSS, Brainpool. */
    private static final Provider ALGORITHMS = new BouncyCastleProvider();

    private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
            Map.of(TSPAlgorithms.SHA256, "SHA-256", TSPAlgorithms.SHA384, "SHA-384", TSPAlgorithms.SHA512, "SHA-512");

    /** Whether the stamp is intact and of this seal. */
    public boolean isSound() {
        return at != null;
    }

    /**
     * What a stamp over this signature tells. Asks nobody: the authority's certificate is the one inside, which must be one
     * for time stamps and have been valid at the time attested.
     *
     * @throws TSPException when it is no stamp of this signature, or not intact
     */
    static TimeStamp read(CMSSignedData stamp, byte[] signature)
            throws TSPException, IOException, GeneralSecurityException, OperatorCreationException {
        var token = new TimeStampToken(stamp);
        var info = token.getTimeStampInfo();
        var digest = DIGESTS.get(info.getMessageImprintAlgOID());
        if (digest == null
                || !MessageDigest.isEqual(
                        MessageDigest.getInstance(digest).digest(signature), info.getMessageImprintDigest())) {
            throw new TSPValidationException("The stamp is of something else");
        }
        for (var holder : token.getCertificates().getMatches(null)) {
            if (!token.getSID().match(holder)) {
                continue;
            }
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(ALGORITHMS)
                    .build(holder));
            return new TimeStamp(
                    info.getGenTime().toInstant(),
                    name(holder.getSubject()),
                    new JcaX509CertificateConverter().getCertificate(holder));
        }
        throw new TSPValidationException("The authority's certificate is not in the stamp");
    }

    private static String name(X500Name subject) {
        var names = subject.getRDNs(BCStyle.CN);
        return names.length == 0
                ? subject.toString()
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }
}
