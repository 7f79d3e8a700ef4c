package org.dawra.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The key that seals: the network's own PKCS#12 where one is configured, otherwise a self-made one that the first seal
 * creates in the data folder, readable by its owner only. Certificates of every key ever used are kept beside it, so that
 * a change of key leaves old documents valid.
 */
@Component
class SealKey {

    private static final String ALIAS = "seal";
    /** The file's permissions guard a self-made key; a password stored beside it would add nothing. */
    private static final char[] SELF_MADE_PASSWORD = "self-made".toCharArray();

    private static final String SELF_MADE_SUBJECT =
            "CN=Dawra self-made seal (not a qualified certificate),OU=Self-made key / cle auto-emise";

    /** Papers carry the dates of the year they tell, which may lie before the key was made. */
    private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private final String keyStore;
    private final char[] password;
    private final Clock clock;
    private volatile @Nullable Loaded loaded;
    private volatile @Nullable SealCertificates shared;
    private final Set<Certificate> known = ConcurrentHashMap.newKeySet();

    SealKey(
            @Value("${dawra.data-dir:data}") Path dataFolder,
            @Value("${dawra.seal.key-store:}") String keyStore,
            @Value("${dawra.seal.password:}") String password,
            Clock clock) {
        this.folder = dataFolder.resolve("seal");
        this.keyStore = keyStore;
        this.password = password.toCharArray();
        this.clock = clock;
    }

    /** What all nodes know together; without it, a key knows what lies in its own folder. */
    @Autowired
    void shareWith(SealCertificates certificates) {
        this.shared = certificates;
    }

    /** A key with its chain, own certificate first. */
    record Loaded(PrivateKey key, List<X509Certificate> chain, boolean selfMade) {
        X509Certificate certificate() {
            return chain.get(0);
        }
    }

    /** The key in use; made on first use if there is none. */
    Loaded current() {
        Loaded present = loaded;
        if (present == null) {
            synchronized (this) {
                present = loaded;
                if (present == null) {
                    present = load();
                    loaded = present;
                }
            }
        }
        return present;
    }

    /** Reads the key if there is one; a key that cannot be read is a fault of ours, not of the file to be checked. */
    void prepare() {
        if (loaded == null && (!keyStore.isBlank() || Files.exists(selfMade()))) {
            current();
        }
    }

    /** Whether the certificate is, or once was, this installation's. */
    boolean knows(X509Certificate certificate) {
        var everywhere = shared;
        return known.contains(certificate) || (everywhere != null && everywhere.knows(certificate));
    }

    /** The certificate that seals; null before the first seal. */
    @Nullable
    X509Certificate sealing() {
        Loaded present = loaded;
        return present == null ? null : present.certificate();
    }

    private Path selfMade() {
        return folder.resolve("seal.p12");
    }

    private Loaded load() {
        try {
            boolean own = !keyStore.isBlank();
            if (!own) {
                createFolder();
                if (!Files.exists(selfMade())) {
                    make();
                }
            }
            Loaded result = own ? read(Path.of(keyStore), password, false) : read(selfMade(), SELF_MADE_PASSWORD, true);
            remember(result.certificate());
            share(result.certificate());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("The seal's key cannot be read", e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The seal's key cannot be used", e);
        }
    }

    private static Loaded read(Path file, char[] password, boolean selfMade)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                return new Loaded(key, chain, selfMade);
            }
        }
        throw new GeneralSecurityException("No private key in the PKCS#12 file");
    }

    /** Keeps the certificate and reads those of earlier keys. */
    private void remember(X509Certificate certificate) throws IOException, GeneralSecurityException {
        createFolder();
        Path file = folder.resolve(Codes.sha256(certificate.getEncoded()).substring(0, 16) + ".crt");
        if (!Files.exists(file)) {
            Files.write(file, certificate.getEncoded());
        }
        known.add(certificate);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> path.toString().endsWith(".crt")).toList();
        }
        for (Path path : files) {
            try (InputStream in = Files.newInputStream(path)) {
                known.add(factory.generateCertificate(in));
            }
        }
    }

    private void share(X509Certificate current) {
        var everywhere = shared;
        if (everywhere == null) {
            return;
        }
        for (Certificate certificate : known) {
            if (certificate instanceof X509Certificate earlier && !earlier.equals(current)) {
                everywhere.keep(earlier);
            }
        }
        everywhere.keep(current);
    }

    private void createFolder() throws IOException {
        Files.createDirectories(folder, ownerOnly(folder.toAbsolutePath().getRoot(), "rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(@Nullable Path place, String permissions) {
        boolean posix = place != null
                && place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void make() throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = certify(pair, clock.instant());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, pair.getPrivate(), SELF_MADE_PASSWORD, new Certificate[] {certificate});
        Path draft = Files.createTempFile(folder, "seal", ".new", ownerOnly(folder, "rw-------"));
        try (OutputStream out = Files.newOutputStream(draft)) {
            store.store(out, SELF_MADE_PASSWORD);
        }
        try {
            Files.move(draft, selfMade());
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its key is the one.
            Files.delete(draft);
        }
    }

    private static X509Certificate certify(KeyPair pair, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name self = new X500Name(SELF_MADE_SUBJECT);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(
                        self,
                        new BigInteger(120, new SecureRandom()).setBit(119),
                        Date.from(VALID_FROM),
                        Date.from(now.truncatedTo(ChronoUnit.DAYS).plus(3653, ChronoUnit.DAYS)),
                        self,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    /** Certificates this installation has sealed with, for whoever checks elsewhere. */
    List<Certificate> certificates() {
        current();
        return new ArrayList<>(known);
    }
}
