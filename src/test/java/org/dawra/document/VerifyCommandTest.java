package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has nothing but a file and the published key. */
class VerifyCommandTest {

    private static final Instant AT = Instant.parse("2024-12-29T14:05:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final byte[] paper = new Documents().render(SamplePapers.certificate("فاطمة الزهراء"));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private SealKey key;
    private byte[] sealed;

    @BeforeEach
    void seal() {
        key = new SealKey(folder.resolve("ours"), "", "", CLOCK);
        sealed = sealedWith(key);
    }

    private byte[] sealedWith(SealKey with) {
        return new Seal(with, TestStores.noStamps())
                .seal(paper, new SealRequest("شهادة المشاركة", "شبكة الجمعيات الدكالية", false, AT));
    }

    @Test
    void aGenuinePaperIsToldWithSignerTimeAndWhatItCovers() throws Exception {
        assertThat(verify(sealed, "--key", pem(key))).isEqualTo(VerifyCommand.GENUINE);
        assertThat(said())
                .contains(
                        "GENUINE",
                        "شبكة الجمعيات الدكالية",
                        "2024-12-29T14:05:00Z",
                        "the whole file",
                        fingerprint(key));
    }

    @Test
    void theKeyMayBeDerABarePublicKeyOrAFingerprintAndAnyOfSeveral() throws Exception {
        var der = Files.write(
                folder.resolve("key.crt"), key.current().certificate().getEncoded());
        assertThat(verify(sealed, "--key=" + der)).isEqualTo(VerifyCommand.GENUINE);
        var bare = Files.writeString(
                folder.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.current()
                                        .certificate()
                                        .getPublicKey()
                                        .getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        assertThat(verify(sealed, "--key", bare.toString())).isEqualTo(VerifyCommand.GENUINE);
        assertThat(verify(sealed, "--key", fingerprint(key).toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(VerifyCommand.GENUINE);
        assertThat(verify(sealed, "--key", pem(other()), "--key", pem(key))).isEqualTo(VerifyCommand.GENUINE);
    }

    @Test
    void anEditedAnAppendedAndATruncatedPaperAreAltered() throws Exception {
        var edited = sealed.clone();
        edited[2_000] ^= 1;
        assertThat(verify(edited, "--key", pem(key))).isEqualTo(VerifyCommand.ALTERED);
        assertThat(said()).contains("changed after it was sealed");
        var appended = Arrays.copyOf(sealed, sealed.length + 30);
        assertThat(verify(appended, "--key", pem(key))).isEqualTo(VerifyCommand.ALTERED);
        assertThat(said()).contains("the first " + sealed.length + " bytes; 30 bytes were added");
        assertThat(verify(Arrays.copyOf(sealed, sealed.length - 700), "--key", pem(key)))
                .isEqualTo(VerifyCommand.ALTERED);
        assertThat(said()).contains("the end of the file is missing");
    }

    @Test
    void aForeignPaperIsAnUnknownKeyAndSoIsOursWithoutAKey() throws Exception {
        assertThat(verify(sealedWith(other()), "--key", pem(key))).isEqualTo(VerifyCommand.UNKNOWN_KEY);
        assertThat(said()).contains(fingerprint(other()));
        assertThat(verify(sealed)).isEqualTo(VerifyCommand.UNKNOWN_KEY);
        assertThat(said()).contains("/verify/key");
    }

    @Test
    void anUnsealedPaperAndWhatIsNoPdfAreNotSealed() throws Exception {
        assertThat(verify(paper, "--key", pem(key))).isEqualTo(VerifyCommand.NOT_SEALED);
        assertThat(verify("hello".getBytes(StandardCharsets.US_ASCII))).isEqualTo(VerifyCommand.NOT_SEALED);
    }

    @Test
    void wrongWordsAndUnreadableFilesAreSaidSo() throws Exception {
        assertThat(run()).isEqualTo(VerifyCommand.WRONG_USAGE);
        assertThat(run("a.pdf", "b.pdf")).isEqualTo(VerifyCommand.WRONG_USAGE);
        assertThat(run("--force", "a.pdf")).isEqualTo(VerifyCommand.WRONG_USAGE);
        assertThat(run(folder.resolve("nowhere.pdf").toString())).isEqualTo(VerifyCommand.UNREADABLE);
        var noKey = Files.writeString(folder.resolve("key.txt"), "not a key");
        assertThat(verify(sealed, "--key", noKey.toString())).isEqualTo(VerifyCommand.UNREADABLE);
    }

    @Test
    void aStrangersNameCannotCommandTheTerminal() throws Exception {
        var name = "Somebody\u001b[2J\nGENUINE\u202e";
        var foreign = new Seal(other(), TestStores.noStamps()).seal(paper, new SealRequest("x", name, false, AT));
        verify(foreign);
        assertThat(said()).doesNotContain("\u001b", "\u202e").doesNotContain("\nGENUINE");
    }

    private SealKey other() {
        return new SealKey(folder.resolve("theirs"), "", "", CLOCK);
    }

    private int verify(byte[] pdf, String... words) throws IOException {
        var file = Files.write(folder.resolve("paper.pdf"), pdf);
        var all = new java.util.ArrayList<>(List.of(words));
        all.add(0, file.toString());
        return run(all.toArray(String[]::new));
    }

    private int run(String... words) {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return VerifyCommand.run(List.of(words), out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String pem(SealKey of) throws IOException, GeneralSecurityException {
        var certificate = of.current().certificate();
        var file = folder.resolve(fingerprint(of).substring(0, 8) + ".pem");
        return Files.writeString(
                        file,
                        "-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                                + "\n-----END CERTIFICATE-----\n")
                .toString();
    }

    private static String fingerprint(SealKey of) throws GeneralSecurityException {
        return Codes.sha256(of.current().certificate().getEncoded());
    }
}
