package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.dawra.document.SealCheck.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Seals with a time stamp, from an authority that does its work and from those that do not. */
class TimeStampTest {

    /** id-ct-TSTInfo: RFC 3161, 2.4.2. */
    private static final String STAMP = "1.2.840.113549.1.9.16.1.4";

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @TempDir
    Path data;

    private final byte[] paper = new Documents().render(SamplePapers.certificate("فاطمة الزهراء"));
    private TimeAuthority authority = TimeAuthority.open();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private SealKey key;

    @BeforeEach
    void set() {
        key = new SealKey(data, "", "", Clock.systemUTC());
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void aStampedPaperPassesAsPadesBaselineT() {
        var sealed = seal(stamps()).seal(paper, request());
        var report = Dss.report(sealed, key.current().certificate(), authority.root());
        var signature = report.getFirstSignatureId();
        assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.getBestSignatureTime(signature).toInstant())
                .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));
        assertThat(Conformance.complaints(sealed)).isEmpty();
        assertThat(sealed.length).isLessThan(60_000);
        assertThat(Arrays.copyOf(sealed, paper.length)).isEqualTo(paper);
    }

    @Test
    void severalSignatoriesAreStampedEach() {
        var seal = seal(stamps());
        var sealed = seal.seal(seal.seal(paper, request()), request());
        var report = Dss.report(sealed, key.current().certificate(), authority.root());
        assertThat(report.getSignatureIdList()).hasSize(2).allSatisfy(signature -> {
            assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
            assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED);
        });
        assertThat(seal.check(sealed).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Conformance.complaints(sealed)).isEmpty();
        assertThat(authority.asked())
                .as("the first is asked twice, for its size")
                .isEqualTo(3);
    }

    @Test
    void withoutAnAuthorityNobodyIsAskedAndTheSealIsAsItWas() throws Exception {
        var sealed = seal(TestStores.noStamps()).seal(paper, request());
        var report = Dss.report(sealed, key.current().certificate());
        assertThat(report.getSignatureFormat(report.getFirstSignatureId())).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
        var seal =
                new CMSSignedData(contents(sealed)).getSignerInfos().iterator().next();
        assertThat(seal.getUnsignedAttributes()).isNull();
        assertThat(authority.asked()).isZero();
    }

    @Test
    void anAuthorityThatSignsByPssIsUnderstood() {
        authority.signsBy("SHA256withRSAandMGF1");
        var seal = seal(stamps());
        assertThat(seal.check(seal.seal(paper, request())).stamp())
                .isNotNull()
                .satisfies(stamp -> assertThat(stamp.isSound()).isTrue());
    }

    @Test
    void onlyTheCertificatesBelowTheRootTravelWithThePaper() {
        var stamp = stamps().over(new byte[] {1, 2, 3});
        assertThat(stamp.getCertificates().getMatches(null))
                .extracting(holder -> holder.getSubject().toString())
                .containsExactly("CN=" + TimeAuthority.NAME + ",O=Essai,C=MA");
    }

    @Test
    void theAnswerToAnotherQuestionIsNone() {
        authority.answers((exchange, request) -> TimeAuthority.send(
                exchange, 200, authority.stamp(question(request.getMessageImprintDigest(), BigInteger.TEN))));
        refuses("nonce");
        authority.answers((exchange, request) ->
                TimeAuthority.send(exchange, 200, authority.stamp(question(new byte[32], request.getNonce()))));
        refuses("different message imprint digest");
    }

    @Test
    void aRefusalIsNone() {
        authority.answers((exchange, request) -> TimeAuthority.send(
                exchange,
                200,
                authority
                        .responses()
                        .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.timeNotAvailable, "not now")
                        .getEncoded()));
        refuses("status 2");
    }

    @Test
    void aSignatureThatIsNotTheCertificatesIsNone() {
        authority.answers((exchange, request) -> {
            var stamp = authority.stamp(request);
            var signature = new TimeStampResponse(stamp)
                    .getTimeStampToken()
                    .toCMSSignedData()
                    .getSignerInfos()
                    .iterator()
                    .next()
                    .getSignature();
            stamp[position(stamp, signature) + 100] ^= 1;
            TimeAuthority.send(exchange, 200, stamp);
        });
        refuses("signature");
    }

    @Test
    void aCertificateForOtherPurposesOrOutOfItsTimeAttestsNothing() {
        var later = Instant.now().plus(Duration.ofDays(1));
        authority.answers((exchange, request) ->
                TimeAuthority.send(exchange, 200, authority.stamp(request, KeyPurposeId.id_kp_timeStamping, later)));
        assertThat(stamps().over(new byte[1]).getSignedContentTypeOID())
                .as("made by hand, too")
                .isEqualTo(STAMP);
        authority.answers((exchange, request) ->
                TimeAuthority.send(exchange, 200, authority.stamp(request, KeyPurposeId.id_kp_emailProtection, later)));
        refuses("ExtendedKeyUsage");
        var over = Instant.now().minus(Duration.ofDays(1));
        authority.answers((exchange, request) ->
                TimeAuthority.send(exchange, 200, authority.stamp(request, KeyPurposeId.id_kp_timeStamping, over)));
        refuses("certificate");
    }

    @Test
    void aTimeFarFromOursIsNone() {
        for (var off : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
            authority.answers((exchange, request) -> TimeAuthority.send(
                    exchange, 200, authority.stamp(request, Instant.now().plus(off))));
            refuses("too far apart");
        }
    }

    @Test
    void onlyTheAuthorityThatIsNamedIsBelievedWhereOneIsNamed() throws Exception {
        var root = Files.write(data.resolve("root.crt"), authority.root().getEncoded());
        var own = Files.write(data.resolve("own.crt"), authority.certificate().getEncoded());
        for (var trusted : List.of(root, own)) {
            assertThat(believing(trusted).over(new byte[1]).getSignedContentTypeOID())
                    .isEqualTo(STAMP);
        }
        insteadOfTheFirst(TimeAuthority.open());
        assertThatThrownBy(() -> believing(root).over(new byte[1])).isInstanceOf(Seal.Unstamped.class);
        assertThatThrownBy(() -> believing(own).over(new byte[1])).isInstanceOf(Seal.Unstamped.class);
        assertThatThrownBy(() -> believing(data.resolve("nowhere.crt"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anythingButAnAnswerIsNone() {
        authority.fails();
        refuses("HTTP status 500");
        authority.answers((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", authority.url() + "/elsewhere");
            var elsewhere = exchange.getRequestURI().getPath().endsWith("/elsewhere");
            TimeAuthority.send(exchange, elsewhere ? 200 : 307, authority.stamp(request));
        });
        refuses("HTTP status 307");
        for (var garbage :
                List.of("", "<html>Welcome</html>", "0\u0003\u0002\u0001\u0000", "\u0030\u0080\u0030\u0080")) {
            authority.answers((exchange, request) ->
                    TimeAuthority.send(exchange, 200, garbage.getBytes(StandardCharsets.ISO_8859_1)));
            refuses("");
        }
        authority.answers((exchange, request) -> TimeAuthority.send(exchange, 200, new byte[10_000_000]));
        refuses("more than 65536 bytes");
        authority.close();
        refuses("cannot be asked");
    }

    @Test
    @Timeout(value = 12, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatIsSlowByTheByteOrSilentHoldsNobodyUp() {
        var released = new CountDownLatch(1);
        authority.answers((exchange, request) -> {
            exchange.sendResponseHeaders(200, 5_000);
            while (!released.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(0x30);
                exchange.getResponseBody().flush();
            }
        });
        refuses("not answered in full");
        authority.answers((exchange, request) -> released.await());
        refuses("not answered in full");
        released.countDown();
    }

    @Test
    void theAuthorityIsToldWhoAsksWhereThatIsConfigured() {
        var told = new ArrayList<String>();
        authority.answers((exchange, request) -> {
            told.add(exchange.getRequestHeaders().getFirst("Authorization"));
            told.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            TimeAuthority.send(exchange, 200, authority.stamp(request));
        });
        new TimeStamps(authority.url(), "network", "sécret", "", Clock.systemUTC(), PATIENCE).over(new byte[1]);
        assertThat(told)
                .containsExactly(
                        "Basic "
                                + Base64.getEncoder().encodeToString("network:sécret".getBytes(StandardCharsets.UTF_8)),
                        "application/timestamp-query");
    }

    @Test
    void whatIsNoAddressStopsTheStart() {
        for (var url : List.of("tsa.example", "ftp://tsa.example", "https://", "http://a b")) {
            assertThatThrownBy(() -> stamps(url)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void stampsThatGrowFailOnceAndThenFit() {
        var seal = seal(stamps());
        seal.seal(paper, request());
        authority.growsBy(2_000);
        assertThatThrownBy(() -> seal.seal(paper, request())).isInstanceOf(Seal.Unstamped.class);
        assertThat(seal.check(seal.seal(paper, request())).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void theReaderTellsTimeAndAuthorityWithoutAskingAnybody() throws Exception {
        var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var sealed = seal(stamps()).seal(paper, request());
        authority.close();
        var check = seal(TestStores.noStamps()).check(sealed);
        assertThat(check.verdict()).isEqualTo(Verdict.VALID);
        var stamp = check.stamp();
        assertThat(stamp).isNotNull();
        assertThat(stamp.isSound()).isTrue();
        assertThat(stamp.at()).isBetween(before, Instant.now());
        assertThat(stamp.authority()).isEqualTo(TimeAuthority.NAME);
        assertThat(verify(sealed))
                .isEqualTo(VerifyCommand.GENUINE)
                .satisfies(code -> assertThat(said.toString(StandardCharsets.UTF_8))
                        .contains("Time stamp:  " + stamp.at(), "Attested by: " + TimeAuthority.NAME));
        var plain = seal(TestStores.noStamps()).seal(paper, request());
        assertThat(seal(TestStores.noStamps()).check(plain).stamp()).isNull();
        assertThat(verify(plain)).isEqualTo(VerifyCommand.GENUINE);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Time stamp:  none");
    }

    @Test
    void nothingThatAStampAttestsCanBeChangedUnseen() throws Exception {
        var seal = seal(stamps());
        var sealed = seal.seal(paper, request());
        var file = new String(sealed, StandardCharsets.ISO_8859_1);
        var from = file.indexOf("2a864886f70d0109100104"); // id-ct-TSTInfo
        var to = file.indexOf("0".repeat(40), from);
        assertThat(to - from).as("digits of the stamp").isGreaterThan(2_000);
        var told = IntStream.range(from, from + 200);
        var signature = IntStream.range(to - 500, to - 10);
        for (var at : IntStream.concat(told, signature).filter(i -> i % 7 == 0).toArray()) {
            var changed = sealed.clone();
            changed[at] = (byte) (changed[at] == '7' ? '8' : '7');
            assertThat(seal.check(changed).verdict()).as("digit " + (at - from)).isNotEqualTo(Verdict.VALID);
        }
        var broken = sealed.clone();
        var name = file.indexOf(HexFormat.of().formatHex("Essai".getBytes(StandardCharsets.US_ASCII)), from);
        broken[name + 1] ^= 1;
        assertThat(verify(broken)).isEqualTo(VerifyCommand.ALTERED);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Time stamp:  BROKEN");
    }

    @Test
    void theStampOfAnotherSealIsToldSo() throws Exception {
        var seal = seal(stamps());
        var one = contents(seal.seal(paper, request()));
        var sealed = seal.seal(paper, request());
        var own = contents(sealed);
        var foreign = new CMSSignedData(one).getSignerInfos().iterator().next().getUnsignedAttributes();
        var signed = new CMSSignedData(own);
        var signer = signed.getSignerInfos().iterator().next();
        var exchanged = CMSSignedData.replaceSigners(
                        signed,
                        new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer, foreign)))
                .getEncoded("DER");
        var check = seal.check(with(sealed, own, exchanged));
        assertThat(check.verdict()).isEqualTo(Verdict.ALTERED);
        assertThat(check.stamp()).isEqualTo(TimeStamp.BROKEN);
        assertThat(check.signatory()).isEqualTo("شبكة الجمعيات");
    }

    private static byte[] contents(byte[] sealed) throws IOException {
        try (var pdf = Loader.loadPDF(sealed)) {
            return pdf.getLastSignatureDictionary().getContents(sealed);
        }
    }

    /** The file with another seal in the place of its own. */
    private static byte[] with(byte[] sealed, byte[] own, byte[] other) {
        var hex = HexFormat.of();
        var at = position(sealed, hex.formatHex(own).substring(0, 200).getBytes(StandardCharsets.US_ASCII));
        var digits = hex.formatHex(other).getBytes(StandardCharsets.US_ASCII);
        var result = sealed.clone();
        for (var i = at; result[i] != '>'; i++) {
            result[i] = i - at < digits.length ? digits[i - at] : (byte) '0';
        }
        return result;
    }

    private int verify(byte[] pdf) throws IOException {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var file = Files.write(data.resolve("paper.pdf"), pdf);
        var fingerprint = SealCertificates.fingerprint(key.current().certificate());
        return VerifyCommand.run(List.of(file.toString(), "--key", fingerprint), out, out);
    }

    private void insteadOfTheFirst(TimeAuthority another) {
        authority.close();
        authority = another;
    }

    private TimeStamps believing(Path certificate) {
        return new TimeStamps(authority.url(), "", "", certificate.toString(), Clock.systemUTC(), PATIENCE);
    }

    private void refuses(String why) {
        var stamps = stamps();
        assertThatThrownBy(() -> stamps.over(new byte[] {1, 2, 3}))
                .isInstanceOf(Seal.Unstamped.class)
                .cause()
                .hasMessageContaining(why);
        assertThatThrownBy(() -> seal(stamps).seal(paper, request())).isInstanceOf(Seal.Unstamped.class);
    }

    private static TimeStampRequest question(byte[] digest, BigInteger nonce) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    private static int position(byte[] in, byte[] what) {
        for (var at = 0; at + what.length <= in.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private TimeStamps stamps() {
        return stamps(authority.url());
    }

    private static TimeStamps stamps(String url) {
        return new TimeStamps(url, "", "", "", Clock.systemUTC(), PATIENCE);
    }

    private Seal seal(TimeStamps stamps) {
        return new Seal(key, stamps);
    }

    private static SealRequest request() {
        return new SealRequest("شهادة المشاركة", "شبكة الجمعيات", false, Instant.now());
    }
}
