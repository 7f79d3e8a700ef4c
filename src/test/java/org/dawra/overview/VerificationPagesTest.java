package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.dawra.DawraApplication;
import org.dawra.certificate.IssuedMeeting;
import org.dawra.document.Codes;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.document.TestStores;
import org.dawra.document.Verification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What anybody learns of a paper, by code and by file, over HTTP in the whole application. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(classes = DawraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(VerificationPagesTest.Recording.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationPagesTest {

    private static final String NOBODYS = "7Q2XK-9D0MA-11111-22222-333334";

    /** What this thread asks of the database, while it is being written down. */
    private static final ThreadLocal<List<String>> ASKED = new ThreadLocal<>();

    @Autowired
    private ApplicationContext house;

    @Autowired
    private VerificationDesk desk;

    @Autowired
    private Seal seal;

    @Autowired
    private JdbcTemplate jdbc;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private IssuedMeeting meeting;
    private IssuedMeeting.Issued issued;
    private int addresses;

    /** Writes down the statements of a thread that asks for it. */
    @TestConfiguration
    static class Recording {
        @Bean
        static BeanPostProcessor recordingDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source && !(bean instanceof DelegatingDataSource)
                            ? new DelegatingDataSource(source) {
                                @Override
                                public Connection getConnection() throws java.sql.SQLException {
                                    return recorded(super.getConnection());
                                }
                            }
                            : bean;
                }
            };
        }

        private static Connection recorded(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        if (method.getName().startsWith("prepare") && ASKED.get() != null) {
                            ASKED.get().add(String.valueOf(args[0]));
                        }
                        try {
                            return method.invoke(connection, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @BeforeAll
    void aCertificate() {
        meeting = new IssuedMeeting(house);
        issued = meeting.issue("sidi-bennour", "فاطمة الزهراء بنت محمد").get(0);
    }

    @Test
    void aCodeTellsNameWhatWhenWhereAndNoMoreOnThePageAndInJson() throws Exception {
        var page = get("/verify/" + issued.code(), "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("الوثيقة صحيحة", "فاطمة الزهراء بنت محمد", "تعاونية التجربة", "فندق السانية", "لا يُعتد")
                .contains("name=\"robots\" content=\"noindex")
                .doesNotContain("2126", "dawra.invalid");
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(h -> assertThat(h).contains("noindex"));
        var answer = json(get("/verify/" + issued.code(), "application/json"));
        assertThat(answer.path("state").asText()).isEqualTo("GENUINE");
        assertThat(answer.path("sample").asBoolean()).isTrue();
        assertThat(answer.findValuesAsText("name"))
                .containsExactly("serial", "holder", "institution", "meeting", "dates", "place", "network");
        assertThat(answer.has("reason")).isFalse();
    }

    @Test
    void aTypedCodeMayBeWrittenInAnyWayThatPeopleWriteIt() throws Exception {
        var arabic = issued.code()
                .chars()
                .mapToObj(c -> c >= '0' && c <= '9' ? String.valueOf((char) ('٠' + c - '0')) : String.valueOf((char) c))
                .reduce("", String::concat);
        for (var typed : List.of(
                issued.code().toLowerCase(Locale.ROOT),
                issued.code().replace("-", " "),
                issued.code().replace("-", "").replace('0', 'o').replace('1', 'l'),
                "\u200f " + arabic + " ",
                "https://dawra.example/verify/" + issued.code() + "/")) {
            var answer = get("/verify?code=" + URLEncoder.encode(typed, StandardCharsets.UTF_8), "text/html");
            assertThat(answer.statusCode()).as(typed).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/verify/" + issued.code());
        }
    }

    @Test
    void aCodeThatCannotBeOneIsToldAtItsFieldWithWhatWasTyped() throws Exception {
        var short_ = get("/verify?code=abc-12", "text/html");
        assertThat(short_.statusCode()).isEqualTo(422);
        assertThat(short_.body())
                .contains("id=\"code-errors\"", "وقرأنا 5", "value=\"abc-12\"", "aria-invalid=\"true\"");
        assertThat(get("/verify?code=", "text/html").body()).contains("id=\"code-errors\"");
        assertThat(get("/verify", "text/html").body()).doesNotContain("code-errors");
    }

    @Test
    void anUnknownCodeIsNotFoundInBothForms() throws Exception {
        var page = get("/verify/" + NOBODYS, "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("لا نعرف هذا الرمز", "value=\"" + NOBODYS + "\"");
        assertThat(json(get("/verify/" + NOBODYS, "application/json"))
                        .path("state")
                        .asText())
                .isEqualTo("UNKNOWN");
        for (var nonsense : List.of("x", "A".repeat(500), "%00", "..%2f..", "%D9%82")) {
            assertThat(get("/verify/" + nonsense, "text/html").statusCode())
                    .as(nonsense)
                    .isBetween(400, 404);
        }
    }

    @Test
    void anUnknownCodeIsAsMuchWorkAsAKnownOne() {
        var known = statements(issued.code());
        assertThat(known).isNotEmpty();
        for (var unknown : List.of(NOBODYS, Codes.newCode(), "x", "")) {
            assertThat(statements(unknown)).as(unknown).isEqualTo(known);
        }
        assertThat(desk.code(NOBODYS, Locale.FRENCH)).isEmpty();
    }

    private List<String> statements(String code) {
        ASKED.set(new ArrayList<>());
        try {
            desk.code(code, Locale.FRENCH);
            return ASKED.get();
        } finally {
            ASKED.remove();
        }
    }

    @Test
    void aThousandGuessesAreStoppedAndShutNobodyOut() throws Exception {
        var address = "203.0.113.77";
        var answers = new ArrayList<Integer>();
        for (var guess = 0; guess < 1000; guess++) {
            answers.add(get("/verify/" + Codes.newCode(), "application/json", address)
                    .statusCode());
        }
        assertThat(answers.subList(0, VerificationThrottle.PER_NETWORK)).containsOnly(404);
        assertThat(answers.subList(VerificationThrottle.PER_NETWORK, 1000)).containsOnly(429);
        var stopped = get("/verify/" + NOBODYS, "text/html", address);
        assertThat(stopped.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(stopped.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 601L);
        assertThat(stopped.body()).contains("محاولات كثيرة");
        assertThat(json(get("/verify/" + NOBODYS, "application/json", address))
                        .path("retryAfter")
                        .asLong())
                .isPositive();
        assertThat(get("/verify/" + issued.code(), "text/html", address).statusCode())
                .as("whoever has a paper of ours is answered, even from the guesser's address")
                .isEqualTo(200);
        assertThat(get("/verify/" + NOBODYS, "text/html", "203.0.113.78").statusCode())
                .isEqualTo(404);
        assertThat(json(file("whatever".getBytes(StandardCharsets.US_ASCII), "application/json", address))
                        .path("state")
                        .asText())
                .as("a file is no guess")
                .isEqualTo("NOT_PDF");
        assertThat(fingerprint(Codes.sha256(new byte[1]), address).path("state").asText())
                .isEqualTo("UNKNOWN");
        assertThat(json(file(issued.pdf(), "application/json", address))
                        .path("state")
                        .asText())
                .isEqualTo("GENUINE");
    }

    @Test
    void aFileOfOursIsToldByItsFingerprintAloneAndByItself() throws Exception {
        for (var answer : List.of(fingerprint(Codes.sha256(issued.pdf())), json(file(issued.pdf())))) {
            assertThat(answer.path("state").asText()).isEqualTo("GENUINE");
            assertThat(answer.findValuesAsText("value")).contains("فاطمة الزهراء بنت محمد");
        }
        var raw = client.send(
                request("/verify", "application/json", address())
                        .header("Content-Type", "application/pdf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(issued.pdf()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(json(raw).path("state").asText()).isEqualTo("GENUINE");
        var page = file(issued.pdf(), "text/html", address());
        assertThat(page.body()).contains("الملف مطابق لما أصدرناه", "فاطمة الزهراء بنت محمد");
    }

    @Test
    void whatBecameOfAFileIsToldByItsSeal(@TempDir Path elsewhere) throws Exception {
        var pdf = issued.pdf();
        var edited = pdf.clone();
        edited[3_000] ^= 1;
        assertThat(state(edited)).isEqualTo("ALTERED");
        var appended = Arrays.copyOf(pdf, pdf.length + 40);
        var answer = json(file(appended));
        assertThat(answer.path("state").asText()).isEqualTo("APPENDED");
        assertThat(answer.findValuesAsText("value"))
                .as("what it was before is told")
                .contains("فاطمة الزهراء بنت محمد");
        assertThat(state(Arrays.copyOf(pdf, pdf.length - 900))).isEqualTo("TRUNCATED");
        assertThat(state(Arrays.copyOf(pdf, pdf.length / 2))).isEqualTo("TRUNCATED");
        var plain = new Documents()
                .render(Paper.in(PaperLanguage.AR, "تجربة").paragraph("ورقة").build());
        assertThat(state(plain)).isEqualTo("UNSEALED");
        var theirs = TestStores.sealIn(elsewhere, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .seal(plain, new SealRequest("x", "شبكة أخرى", false, Instant.EPOCH));
        assertThat(state(theirs)).isEqualTo("FOREIGN");
        assertThat(file(theirs, "text/html", address()).body()).contains("شبكة أخرى", "ما يدّعيه");
        var unregistered = seal.seal(plain, new SealRequest("x", "نحن", false, Instant.EPOCH));
        assertThat(state(unregistered)).isEqualTo("SEALED");
        assertThat(state("نص عادي".getBytes(StandardCharsets.UTF_8))).isEqualTo("NOT_PDF");
        assertThat(fingerprint(Codes.sha256(edited)).path("state").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void whatSomebodySentInIsNoPaperOfOurs() throws Exception {
        var scan = "%PDF-1.4 a scan\n%%EOF".getBytes(StandardCharsets.US_ASCII);
        house.getBean(org.dawra.document.DocumentStore.class)
                .store("agreement-scan", "scan.pdf", "application/pdf", scan);
        assertThat(state(scan)).isEqualTo("UNSEALED");
    }

    @Test
    void aHugeFileAndNoFileAreToldSo() throws Exception {
        var huge = new byte[PresentedFile.LARGEST + 1];
        System.arraycopy("%PDF-".getBytes(StandardCharsets.US_ASCII), 0, huge, 0, 5);
        var answer = file(huge, "text/html", address());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("أكبر من كل ما نصدره", "name=\"code\"");
        assertThat(json(file(new byte[0])).path("state").asText()).isEqualTo("MISSING");
        assertThat(file(new byte[0], "text/html", address()).statusCode()).isEqualTo(422);
        assertThat(fingerprint("xyz").path("state").asText()).isEqualTo("MISSING");
        var broken = client.send(
                request("/verify", "text/html", address())
                        .header("Content-Type", "multipart/form-data")
                        .POST(HttpRequest.BodyPublishers.ofString("nothing"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(broken.statusCode()).isEqualTo(422);
    }

    @Test
    void aFormThatBreaksOffIsNoFile() throws Exception {
        for (var form : List.of(
                "--x\r\nbroken",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 and no more",
                "")) {
            var answer = client.send(
                    request("/verify", "application/json", address())
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(form).isEqualTo(422);
            assertThat(json(answer).path("state").asText()).isEqualTo("MISSING");
        }
    }

    @Test
    void nothingOfAnUploadedFileIsKept() throws Exception {
        var before = jdbc.queryForObject("select count(*) from document", Integer.class);
        state("%PDF-1.7 a stranger's secret %%EOF".getBytes(StandardCharsets.US_ASCII));
        assertThat(jdbc.queryForObject("select count(*) from document", Integer.class))
                .isEqualTo(before);
        try (var left = java.nio.file.Files.find(
                Path.of(System.getProperty("java.io.tmpdir")),
                6,
                (path, facts) -> path.getFileName().toString().startsWith("upload_") && facts.isRegularFile())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anErasedHolderIsNotNamedByCodeNorByFile() throws Exception {
        var gone = meeting.issue("sidi-bennour", "شخص طلب الحذف").get(0);
        var pdf = gone.pdf();
        meeting.erase(gone);
        for (var answer : List.of(json(get("/verify/" + gone.code(), "application/json")), json(file(pdf)))) {
            assertThat(answer.path("state").asText()).isEqualTo(Verification.State.ERASED.name());
            assertThat(answer.toString()).doesNotContain("شخص طلب الحذف");
        }
    }

    @Test
    void theKeyIsPublishedWithItsFingerprintAndVerifiesThePaperOffline(@TempDir Path folder) throws Exception {
        var page = get("/verify/key", "text/html").body();
        assertThat(page).contains("المستعمل الآن", "مفتاح ذاتي الإصدار");
        var keys = json(get("/verify/key", "application/json"));
        assertThat(keys).hasSize(1);
        var pem = get("/verify/key.pem", "*/*").body();
        assertThat(pem)
                .contains(
                        "-----BEGIN CERTIFICATE-----",
                        keys.get(0).path("fingerprint").asText());
        var key = java.nio.file.Files.writeString(folder.resolve("keys.pem"), pem);
        var file = java.nio.file.Files.write(folder.resolve("paper.pdf"), issued.pdf());
        var said = new ByteArrayOutputStream();
        var out = new java.io.PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(org.dawra.document.VerifyCommand.run(List.of(file.toString(), "--key", key.toString()), out, out))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private String state(byte[] pdf) throws IOException, InterruptedException {
        return json(file(pdf)).path("state").asText();
    }

    private JsonNode fingerprint(String sha256) throws IOException, InterruptedException {
        return fingerprint(sha256, address());
    }

    private JsonNode fingerprint(String sha256, String address) throws IOException, InterruptedException {
        return json(client.send(
                request("/verify", "application/json", address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("sha256=" + sha256))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> file(byte[] bytes) throws IOException, InterruptedException {
        return file(bytes, "application/json", address());
    }

    private HttpResponse<String> file(byte[] bytes, String accept, String address)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        body.write(("--b0undary\r\nContent-Disposition: form-data; name=\"whole\"\r\n\r\ntrue\r\n"
                        + "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(bytes);
        body.write("\r\n--b0undary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return client.send(
                request("/verify", accept, address)
                        .header("Content-Type", "multipart/form-data; boundary=b0undary")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return get(path, accept, address());
    }

    private HttpResponse<String> get(String path, String accept, String address)
            throws IOException, InterruptedException {
        return client.send(request(path, accept, address).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Somebody new each time, so that what one test asks does not count against another. */
    private String address() {
        return "198.51.100." + (++addresses % 250);
    }

    /** As a proxy on this machine hands it on. */
    private HttpRequest.Builder request(String path, String accept, String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", accept)
                .header("X-Forwarded-For", address);
    }

    private JsonNode json(HttpResponse<String> answer) throws IOException {
        return json.readTree(answer.body());
    }
}
