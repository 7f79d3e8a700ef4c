package org.dawra.document;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time stamp authority with a root and a certificate of its own, which can be told to misbehave. */
public final class TimeAuthority implements AutoCloseable {

    /** What its certificate calls it. */
    public static final String NAME = "Autorité d'essai – horodatage";

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private static final String ROOT = "CN=Racine d'essai";

    /** How a request is answered. */
    interface Answer {
        void give(HttpExchange exchange, TimeStampRequest request) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KeyPair rootKey = keys();
    private final KeyPair ownKey = keys();
    private final X509Certificate root;
    private final X509Certificate own;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int more;
    private volatile String algorithm = "SHA256withRSA";
    private volatile Answer answer = (exchange, request) -> send(exchange, 200, stamp(request));

    /** Begins to serve on a port of the machine's choice. */
    public static TimeAuthority open() {
        try {
            return new TimeAuthority();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private TimeAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        root = certificate(
                BigInteger.ONE,
                ROOT,
                Instant.now().plus(Duration.ofDays(3650)),
                rootKey.getPublic(),
                new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
                new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign).getEncoded()));
        own = own(KeyPurposeId.id_kp_timeStamping, Instant.now().plus(Duration.ofDays(365)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                answer.give(
                        exchange, new TimeStampRequest(exchange.getRequestBody().readAllBytes()));
            } catch (Exception e) {
                exchange.close();
            }
        });
        server.start();
    }

    private X509Certificate own(KeyPurposeId purpose, Instant until)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        return certificate(
                BigInteger.TWO,
                "CN=" + NAME + ",O=Essai,C=MA",
                until,
                ownKey.getPublic(),
                new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded()),
                new Extension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose).getEncoded()));
    }

    private X509Certificate certificate(
            BigInteger serial, String subject, Instant until, PublicKey key, Extension... extensions)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name(ROOT),
                serial,
                Date.from(Instant.now().minus(Duration.ofDays(3650))),
                Date.from(until),
                new X500Name(subject),
                key);
        for (var extension : extensions) {
            builder.addExtension(extension);
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(rootKey.getPrivate())));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is asked. */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/tsr";
    }

    X509Certificate root() {
        return root;
    }

    X509Certificate certificate() {
        return own;
    }

    /** How often it was asked so far. */
    public int asked() {
        return asked.get();
    }

    void answers(Answer differently) {
        answer = differently;
    }

    /** From now on it is out of order. */
    public void fails() {
        answers((exchange, request) -> send(exchange, 500, new byte[0]));
    }

    /** From now on it does its work. */
    public void works() {
        answers((exchange, request) -> send(exchange, 200, stamp(request)));
    }

    /** From now on its stamps are larger by so many bytes. */
    void growsBy(int bytes) {
        more = bytes;
    }

    /** From now on it signs in this way. */
    void signsBy(String other) {
        algorithm = other;
    }

    /** What it answers when nothing is wrong. */
    byte[] stamp(TimeStampRequest request) throws Exception {
        return stamp(request, Instant.now());
    }

    byte[] stamp(TimeStampRequest request, Instant at) throws Exception {
        return responses()
                .generate(request, BigInteger.valueOf(asked.get()), Date.from(at))
                .getEncoded();
    }

    /** A stamp right in all but its certificate; put together by hand, since no tool makes such a one. */
    byte[] stamp(TimeStampRequest request, KeyPurposeId purpose, Instant until) throws Exception {
        var granted = TimeStampResp.getInstance(stamp(request));
        var certificate = own(purpose, until);
        var named = new SigningCertificateV2(
                new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        var signer = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(new DERSet(
                        new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named))))))
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(ownKey.getPrivate()), certificate);
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(signer);
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        var info = new CMSSignedData(granted.getTimeStampToken()).getSignedContent();
        var again = generator.generate(
                new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, (byte[]) info.getContent()), true);
        return new TimeStampResp(granted.getStatus(), again.toASN1Structure()).getEncoded();
    }

    TimeStampResponseGenerator responses() throws Exception {
        var tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(algorithm, ownKey.getPrivate(), own),
                new JcaDigestCalculatorProviderBuilder().build().get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                POLICY);
        tokens.setTSA(new GeneralName(new X500Name("CN=" + "x".repeat(more) + NAME)));
        tokens.addCertificates(new JcaCertStore(List.of(own, root)));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
