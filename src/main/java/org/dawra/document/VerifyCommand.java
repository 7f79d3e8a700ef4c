package org.dawra.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./dawra verify FILE.pdf [--key KEY]...}: checks a paper's seal with nothing but the file and the published key. No
 * database, no network, and nothing of the application is started. A key is a file as {@code /verify/key} gives it
 * (certificates in PEM or DER, or a bare public key in PEM), or the SHA-256 fingerprint of a certificate.
 */
public final class VerifyCommand {

    /** Sealed with one of the keys given, and unchanged. */
    public static final int GENUINE = 0;
    /** Not what was sealed: bytes changed, added or missing. */
    public static final int ALTERED = 1;
    /** The words were wrong. */
    public static final int WRONG_USAGE = 2;
    /** Sealed with a key that was not given. */
    public static final int UNKNOWN_KEY = 3;
    /** Not sealed, or not a PDF. */
    public static final int NOT_SEALED = 4;
    /** The file or a key cannot be read. */
    public static final int UNREADABLE = 5;

    private static final String USAGE = """
            Usage: ./dawra verify FILE.pdf [--key KEY]...
              KEY is a file from the page /verify/key (PEM or DER), or a certificate's SHA-256 fingerprint.
            Exit code: 0 genuine, 1 altered, 2 wrong usage, 3 unknown key, 4 not sealed, 5 unreadable.""";

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", Pattern.DOTALL);

    private VerifyCommand() {}

    /** The keys that count. */
    private record Keys(Set<PublicKey> keys, Set<String> fingerprints) {

        boolean count(X509Certificate certificate) {
            return keys.contains(certificate.getPublicKey()) || fingerprints.contains(fingerprint(certificate));
        }
    }

    /** Runs the command with the words that follow {@code verify} and answers the exit code. */
    public static int run(List<String> words, PrintStream out, PrintStream err) {
        String file = null;
        var keys = new Keys(new HashSet<>(), new HashSet<>());
        try {
            for (var i = 0; i < words.size(); i++) {
                var word = words.get(i);
                if (word.equals("--key") && i + 1 < words.size()) {
                    add(words.get(++i), keys);
                } else if (word.startsWith("--key=")) {
                    add(word.substring("--key=".length()), keys);
                } else if (word.startsWith("-") || file != null) {
                    err.println(USAGE);
                    return WRONG_USAGE;
                } else {
                    file = word;
                }
            }
            if (file == null) {
                err.println(USAGE);
                return WRONG_USAGE;
            }
            var pdf = Files.readAllBytes(Path.of(file));
            return report(file, pdf, SealReader.check(pdf, keys::count), out);
        } catch (IOException | InvalidPathException e) {
            err.println("Cannot be read: " + e.getMessage());
            return UNREADABLE;
        } catch (OutOfMemoryError e) {
            err.println("Cannot be read: the file is too large to be one of Dawra's papers.");
            return UNREADABLE;
        }
    }

    private static void add(String given, Keys keys) throws IOException {
        var fingerprint = given.replace(":", "").toLowerCase(Locale.ROOT);
        if (FINGERPRINT.matcher(fingerprint).matches()) {
            keys.fingerprints().add(fingerprint);
            return;
        }
        var bytes = Files.readAllBytes(Path.of(given));
        var found = new ArrayList<PublicKey>();
        var bare = PUBLIC_KEY.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (bare.find()) {
            found.add(publicKey(given, Base64.getMimeDecoder().decode(bare.group(1))));
        }
        if (found.isEmpty()) {
            try {
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes))
                        .forEach(certificate -> found.add(certificate.getPublicKey()));
            } catch (CertificateException e) {
                throw new IOException(given + " holds neither a certificate nor a public key", e);
            }
        }
        if (found.isEmpty()) {
            throw new IOException(given + " holds neither a certificate nor a public key");
        }
        keys.keys().addAll(found);
    }

    private static PublicKey publicKey(String file, byte[] der) throws IOException {
        for (var algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new IOException(file + " holds a key of a kind that seals no paper");
    }

    private static int report(String file, byte[] pdf, SealCheck check, PrintStream out) {
        out.println(
                switch (check.verdict()) {
                    case VALID -> "GENUINE: sealed with a key that was given, and unchanged since.";
                    case ALTERED -> "ALTERED: the file was changed after it was sealed. Do not rely on it.";
                    case APPENDED -> "ALTERED: something was added after the seal. Do not rely on it.";
                    case TRUNCATED -> "ALTERED: the end of the file is missing.";
                    case FOREIGN -> "UNKNOWN KEY: the seal is intact, but its key was not given.";
                    case NONE -> "NOT SEALED: the file carries no seal.";
                    case NOT_PDF -> "NOT A PDF: the file cannot be one of Dawra's papers.";
                });
        out.println("  File:        " + file + " (" + pdf.length + " bytes)");
        out.println("  SHA-256:     " + Codes.sha256(pdf));
        tell(out, "  Signed for:  ", check.signatory());
        tell(out, "  Claims time: ", check.at());
        if (check.covered() > 0) {
            tell(out, check.stamp());
            out.println("  Covers:      "
                    + (check.covered() == pdf.length
                            ? "the whole file"
                            : "the first " + check.covered() + " bytes; " + (pdf.length - check.covered())
                                    + " bytes were added behind them"));
        }
        if (check.signer() != null) {
            tell(
                    out,
                    "  Certificate: ",
                    check.signer().getSubjectX500Principal().getName());
            out.println("  Fingerprint: " + fingerprint(check.signer()));
        }
        if (check.sample()) {
            out.println("  SPECIMEN:    the seal says that this is a trial paper, of no effect.");
        }
        return switch (check.verdict()) {
            case VALID -> GENUINE;
            case ALTERED, APPENDED, TRUNCATED -> ALTERED;
            case FOREIGN -> {
                out.println("Compare the fingerprint with the one on the network's page /verify/key, then give that"
                        + " key with --key.");
                yield UNKNOWN_KEY;
            }
            case NONE, NOT_PDF -> NOT_SEALED;
        };
    }

    private static void tell(PrintStream out, @Nullable TimeStamp stamp) {
        if (stamp == null) {
            out.println("  Time stamp:  none; the time above is the sealer's word");
        } else if (stamp.certificate() == null) {
            out.println("  Time stamp:  BROKEN: it was changed, or belongs to another seal");
        } else {
            tell(out, "  Time stamp:  ", stamp.at());
            tell(out, "  Attested by: ", stamp.authority());
            out.println("               certificate " + fingerprint(stamp.certificate()));
        }
    }

    private static void tell(PrintStream out, String label, @Nullable Object what) {
        if (what != null) {
            // A stranger's file may say anything, also to a terminal.
            out.println(label
                    + what.toString().replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", " "));
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Codes.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
