package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.registration.RegistrationFixture.CYCLE;
import static org.dawra.registration.RegistrationFixture.EL_JADIDA;
import static org.dawra.registration.RegistrationFixture.MEETING;
import static org.dawra.registration.RegistrationFixture.SIDI_BENNOUR;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.SheetReader;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.engine.Actor;
import org.dawra.engine.ProcessMessages;
import org.dawra.mail.HandLine;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The module's pages on a real database; the login and the other modules' doors are played by fixtures. */
@Tag("database")
@SpringBootTest(
        classes = RegistrationPagesTest.House.class,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:registration-pages;DB_CLOSE_DELAY=-1",
            "dawra.public-url=https://dawra.example",
            "dawra.registration.import-patience=PT2M",
            "spring.main.banner-mode=off"
        })
@AutoConfigureMockMvc(addFilters = false)
class RegistrationPagesTest {

    private static final String REGISTER = "/register/2026-2026";
    private static final String LISTS = "/registrations/2026-2026";

    /** No stereotype: the application's own tests, which scan this package, must not find it. */
    @Import(Scanned.class)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class
    })
    static class House {

        @Bean
        Clock clock() {
            return Clock.fixed(RegistrationFixture.NOW, ZoneOffset.UTC);
        }

        @Bean
        TrainingCycles cycles() {
            return RegistrationFixture.cycles();
        }

        @Bean
        Programmes programmes() {
            var programmes = mock(Programmes.class);
            when(programmes.meeting(any())).thenReturn(RegistrationFixture.meeting(MEETING, 10));
            when(programmes.quotas(any())).thenReturn(Map.of(SIDI_BENNOUR, 5, EL_JADIDA, 5));
            return programmes;
        }

        @Bean
        Outbox outbox() {
            return mock(Outbox.class);
        }

        @Bean
        ProcessMessages processMessages() {
            return (process, key, message) -> true;
        }

        @Bean
        Accounts accounts() {
            return mock(Accounts.class);
        }

        @Bean
        AuditTrail audit() {
            return mock(AuditTrail.class);
        }

        @Bean
        Sheets sheets() {
            return new Sheets();
        }

        @Bean
        SheetReader sheetReader() {
            return new SheetReader();
        }
    }

    @ComponentScan(
            basePackages = {"org.dawra.registration", "org.dawra.web"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Test\\$.*|Delegate|Listener)"))
    @ComponentScan(
            basePackages = "org.dawra.access",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.(Findings|CurrentActor|ActorArguments|RefusalAdvice)"))
    static class Scanned {}

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ProvinceLists lists;

    @Autowired
    private RegistrationIntake intake;

    @Autowired
    private ListImports imports;

    @Autowired
    private PeopleSheet sheets;

    @Autowired
    private SeatBook seats;

    @Autowired
    private Outbox outbox;

    private final List<Message> planned = new ArrayList<>();

    @BeforeEach
    void emptyOpenLists() {
        for (var table :
                List.of("seat", "seat_window", "registration", "beneficiary", "registration_list", "institution")) {
            jdbc.sql("delete from " + table).update();
        }
        lists.open(CYCLE);
        Mockito.reset(outbox);
        Mockito.doAnswer(call -> planned.add(call.getArgument(0))).when(outbox).plan(any());
        Mockito.doAnswer(call -> planned.addAll(call.getArgument(0)))
                .when(outbox)
                .planAll(any());
        when(outbox.handed(anyString(), anyLong(), anyString())).thenReturn(true);
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void thePublicFormAsksForATelephoneAndNeverForAnIdentityNumber() throws Exception {
        var page = read(get(REGISTER));
        assertThat(page)
                .contains("dir=\"rtl\"", "name=\"phone\"", "إقليم سيدي بنور", "للقانون 09-08")
                .doesNotContain("name=\"cin\"", "???", "??registration");
        keep("register", page);
        assertThat(read(get(REGISTER).cookie(new Cookie("DAWRA_LANG", "fr"))))
                .contains("dir=\"ltr\"", "Province de Sidi Bennour", "loi 09-08");
    }

    @Test
    void aRegistrationWaitsAndItsLinkGoesByMailOrThroughTheCoordinator() throws Exception {
        mvc.perform(aPerson("فاطمة الزهراء", "06 12 34 56 78").param("email", "f@nom.invalid"))
                .andExpect(status().isFound())
                .andExpect(redirectedUrl(REGISTER + "/done?next=mail"));
        mvc.perform(aPerson("خديجة", "0612345679")).andExpect(redirectedUrl(REGISTER + "/done?next=hand"));
        assertThat(planned).hasSize(2);
        assertThat(planned.get(0).to().email()).isEqualTo("f@nom.invalid");
        assertThat(planned.get(1).to().handList()).isEqualTo("coordinator-" + SIDI_BENNOUR);
        assertThat(registrations("WAITING")).isEqualTo(2);
        keep("done", read(get(REGISTER + "/done").param("next", "hand")));
    }

    @Test
    void theSameFormTwiceStoresOnePersonAndSaysSoKindly() throws Exception {
        mvc.perform(aPerson("فاطمة الزهراء", "0612345678"));
        mvc.perform(aPerson("فاطمه  الزهـراء", "+212612345678"))
                .andExpect(redirectedUrl(REGISTER + "/done?next=again"));
        assertThat(registrations("WAITING")).isEqualTo(1);
        assertThat(planned).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldAtItsFieldAndTheInputStays() throws Exception {
        var page = mvc.perform(post(REGISTER)
                        .param("name", "فاطمة <b>")
                        .param("phone", "12")
                        .param("email", "x@y")
                        .param("institution", "تعاونية الأمل"))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains(
                        "id=\"phone-errors\"",
                        "id=\"email-errors\"",
                        "id=\"kind-errors\"",
                        "id=\"province-errors\"",
                        "id=\"consent-errors\"",
                        "value=\"12\"",
                        "value=\"تعاونية الأمل\"",
                        "فاطمة &lt;b&gt;")
                .doesNotContain("<b>");
        assertThat(registrations("WAITING")).isZero();
        keep("register-errors", page);
    }

    @Test
    void aMachineThatFillsTheTrapIsThankedAndForgotten() throws Exception {
        mvc.perform(aPerson("روبوت آلي", "0612345678").param("website", "http://spam"))
                .andExpect(status().isFound());
        assertThat(registrations("WAITING")).isZero();
    }

    @Test
    void aListThatIsNotOpenOrClosedSaysSo() throws Exception {
        lists.close(CYCLE);
        keep("closed", read(get(REGISTER)));
        assertThat(read(get(REGISTER))).contains("حُصر التسجيل");
        mvc.perform(aPerson("فاطمة الزهراء", "0612345678")).andExpect(status().isUnprocessableEntity());
        jdbc.sql("delete from registration_list").update();
        assertThat(read(get(REGISTER))).contains("لم يُفتح التسجيل بعد", "5 يناير 2026");
        mvc.perform(get("/register/2030-none")).andExpect(status().isNotFound());
    }

    @Test
    void openingTheLinkChangesNothingAndTheButtonConfirms() throws Exception {
        mvc.perform(aPerson("فاطمة الزهراء", "0612345678"));
        var path = path(planned.get(0));
        keep("link", read(get(path)));
        assertThat(registrations("WAITING")).isEqualTo(1);
        mvc.perform(post(path)).andExpect(redirectedUrl(path));
        mvc.perform(post(path)).andExpect(redirectedUrl(path));
        assertThat(registrations("ACCEPTED")).isEqualTo(1);
        mvc.perform(get(REGISTER + "/confirm/AAAAA")).andExpect(status().isNotFound());
    }

    @Test
    void aPersonSeesCorrectsAndErasesTheirDataByTheSameLink() throws Exception {
        mvc.perform(aPerson("فاطمة الزهراء", "0612345678"));
        var path = path(planned.get(0));
        keep("own-data", read(get(path + "/data")));
        mvc.perform(post(path + "/data")
                        .param("name", "فاطمة الزهراء العلوي")
                        .param("phone", "0612345678")
                        .param("kind", "ASSOCIATION")
                        .param("institution", "جمعية الأمل")
                        .param("language", "fr"))
                .andExpect(redirectedUrl(path + "/data?saved"));
        assertThat(read(get(path + "/data"))).contains("فاطمة الزهراء العلوي", "جمعية الأمل");
        mvc.perform(post(path + "/erase")).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(path + "/erase").param("sure", "true")).andExpect(redirectedUrl(REGISTER + "/erased"));
        mvc.perform(get(path)).andExpect(status().isNotFound());
        assertThat(jdbc.sql("select count(*) from beneficiary where name is null and phone is null and email is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aSeatIsAnsweredByItsLink() throws Exception {
        intake.add(
                CYCLE,
                SIDI_BENNOUR,
                List.of(RegistrationFixture.aPerson("فاطمة الزهراء", "0612345678")),
                RegistrationFixture.coordinatorOf(SIDI_BENNOUR));
        seats.allot(MEETING);
        var path = path(planned.get(0));
        var page = read(get(path));
        assertThat(page).contains("فاطمة الزهراء", "1 فبراير 2026", "سيدي بنور", "هل ستحضرون؟");
        keep("seat", page);
        assertThat(seats.of(MEETING).get(0).state()).isEqualTo(Seat.State.INVITED);
        mvc.perform(post(path).param("answer", "MAYBE")).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(path).param("answer", "CONFIRMED")).andExpect(redirectedUrl(path));
        assertThat(seats.of(MEETING).get(0).state()).isEqualTo(Seat.State.CONFIRMED);
        assertThat(read(get(path).cookie(new Cookie("DAWRA_LANG", "en")))).contains("You have confirmed");
        seats.close(MEETING);
        mvc.perform(post(path).param("answer", "DECLINED")).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void theManagerOpensAClosedListAgainOnItsPage() throws Exception {
        lists.close(CYCLE);
        var reopen = LISTS + "/lists/" + SIDI_BENNOUR + "/reopen";
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        assertThat(read(get(LISTS).param("province", SIDI_BENNOUR))).doesNotContain(reopen);
        mvc.perform(post(reopen).param("reason", "سبب")).andExpect(status().isUnprocessableEntity());
        logIn(Role.PROGRAMME_MANAGER.group());
        assertThat(read(get(LISTS).param("province", SIDI_BENNOUR))).contains(reopen);
        mvc.perform(post(reopen).param("reason", " ")).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(reopen).param("reason", "التحقت جمعيتان")).andExpect(status().is3xxRedirection());
        assertThat(read(get(LISTS).param("province", SIDI_BENNOUR).param("told", "reopened")))
                .contains("أُعيد فتح اللائحة")
                .doesNotContain(reopen);
        mvc.perform(post(reopen).param("reason", "مرة أخرى")).andExpect(status().isUnprocessableEntity());
        assertThat(jdbc.sql("select count(*) from registration_list_reopening")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void coordinatorsSeeTheirOwnProvinceAndForAnotherTheyFindNothing() throws Exception {
        var here = intake.add(
                CYCLE,
                SIDI_BENNOUR,
                List.of(RegistrationFixture.aPerson("فاطمة الزهراء", "0612345678")),
                RegistrationFixture.coordinatorOf(SIDI_BENNOUR));
        intake.add(
                CYCLE,
                EL_JADIDA,
                List.of(RegistrationFixture.aPerson("حسن الجديدي", "0612345679")),
                RegistrationFixture.coordinatorOf(EL_JADIDA));
        var foreign = jdbc.sql("select uuid from registration where province = ?")
                .param(EL_JADIDA)
                .query(String.class)
                .single();
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        assertThat(read(get(LISTS))).contains("فاطمة الزهراء").doesNotContain("حسن الجديدي");
        assertThat(here).hasSize(1);
        mvc.perform(get(LISTS).param("province", EL_JADIDA)).andExpect(status().isNotFound());
        mvc.perform(get(LISTS + "/list.xlsx").param("province", EL_JADIDA)).andExpect(status().isNotFound());
        mvc.perform(get(LISTS + "/people/" + foreign)).andExpect(status().isNotFound());
        mvc.perform(post(LISTS + "/people/" + foreign + "/withdraw")).andExpect(status().isNotFound());
        mvc.perform(get(LISTS + "/people/1")).andExpect(status().isNotFound());
        mvc.perform(post(LISTS + "/add")
                        .param("province", EL_JADIDA)
                        .param("name", "دخيل غريب")
                        .param("phone", "0612345670")
                        .param("kind", "COOPERATIVE")
                        .param("institution", "تعاونية")
                        .param("consent", "true"))
                .andExpect(status().isNotFound());
        logIn(Role.WORKING_TEAM.group());
        mvc.perform(get(LISTS)).andExpect(status().isNotFound());
        logIn(Role.PROGRAMME_MANAGER.group());
        assertThat(read(get(LISTS))).contains("فاطمة الزهراء", "حسن الجديدي");
    }

    @Test
    void aCoordinatorAddsAPersonHandsTheMessageOverAndWithdraws() throws Exception {
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        keep("add", read(get(LISTS + "/add")));
        var session = new MockHttpSession();
        for (var click = 0; click < 2; click++) {
            mvc.perform(post(LISTS + "/add")
                            .session(session)
                            .param("once", "form-1")
                            .param("province", SIDI_BENNOUR)
                            .param("name", "فاطمة الزهراء")
                            .param("phone", "0612345678")
                            .param("kind", "COOPERATIVE")
                            .param("institution", "تعاونية الأمل")
                            .param("consent", "true"))
                    .andExpect(redirectedUrl(LISTS + "?province=" + SIDI_BENNOUR + "&told=added"));
        }
        assertThat(registrations("ACCEPTED")).isEqualTo(1);
        var message = planned.get(0);
        when(outbox.handLines(anyString(), any()))
                .thenReturn(List.of(new HandLine(
                        9,
                        message.purpose(),
                        "فاطمة الزهراء",
                        "212612345678",
                        message.text(),
                        "https://wa.me/212612345678?text=x",
                        false)));
        var list = read(get(LISTS));
        assertThat(list).contains("https://wa.me/212612345678?text=x", "بُلّغ");
        keep("list", list);
        var uuid = jdbc.sql("select uuid from registration").query(String.class).single();
        keep("person", read(get(LISTS + "/people/" + uuid)));
        mvc.perform(post(LISTS + "/people/" + uuid + "/handed").param("line", "9"))
                .andExpect(status().isFound());
        verify(outbox).handed("coordinator-" + SIDI_BENNOUR, 9, "somebody");
        mvc.perform(post(LISTS + "/people/" + uuid + "/withdraw")).andExpect(status().isFound());
        assertThat(registrations("WITHDRAWN")).isEqualTo(1);
        mvc.perform(post(LISTS + "/people/" + uuid + "/accept")).andExpect(status().isFound());
        assertThat(registrations("ACCEPTED")).isEqualTo(1);
    }

    @Test
    void threeBadRowsOfFiveHundredStoreNobodyAndAreAllShown() throws Exception {
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        var rows = people(500);
        rows.get(9).set(1, "12");
        rows.get(99).set(3, "نادٍ");
        rows.set(499, new ArrayList<>(rows.get(4)));
        var page = upload(rows)
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains(">11<", ">101<", ">501<", "السطر 6", "رقم الهاتف", "النوع", "نادٍ");
        assertThat(jdbc.sql("select count(*) from beneficiary")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from institution")
                        .query(Integer.class)
                        .single())
                .isZero();
        keep("upload-errors", page);

        rows = people(500);
        upload(rows).andExpect(redirectedUrl(LISTS + "?province=" + SIDI_BENNOUR + "&told=uploaded"));
        assertThat(registrations("ACCEPTED")).isEqualTo(500);
        upload(rows).andExpect(status().isUnprocessableEntity());
        assertThat(registrations("ACCEPTED")).isEqualTo(500);
    }

    @Test
    void aListThatTakesLongerShowsHowFarItIsAndEndsAsAnyUpload() throws Exception {
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        var free = holdTheWorkers();
        ReflectionTestUtils.setField(imports, "patience", Duration.ZERO);
        try {
            upload(people(500), "a-form").andExpect(redirectedUrl(LISTS + "/upload/a-form"));
            upload(people(500), "a-form").andExpect(redirectedUrl(LISTS + "/upload/a-form"));
            var waiting = read(get(LISTS + "/upload/a-form"));
            assertThat(waiting).contains("تنتظر اللائحة دورها", "http-equiv=\"refresh\"", "data-live=\"1\"");
            var list = imports.find("a-form", new Actor("somebody", Set.of())).orElseThrow();
            list.at(ListImport.Phase.CHECKING, 250, 500);
            var half = read(get(LISTS + "/upload/a-form"));
            assertThat(half).contains("2 من 3", "250 من 500", "value=\"250\"", "max=\"500\"", "لا يمكن إيقافها");
            keep("importing", half);
            mvc.perform(get(LISTS + "/upload/another-form")).andExpect(redirectedUrl(LISTS + "/upload?forgotten=true"));
            assertThat(read(get(LISTS + "/upload?forgotten=true"))).contains("لم تعد نتيجة ذلك الرفع معروفة");
            free.countDown();
            assertThat(list.isOverWithin(Duration.ofMinutes(2))).isTrue();
            mvc.perform(get(LISTS + "/upload/a-form"))
                    .andExpect(redirectedUrl(LISTS + "?province=" + SIDI_BENNOUR + "&told=uploaded"));
            assertThat(registrations("ACCEPTED"))
                    .as("once, though it was sent twice")
                    .isEqualTo(500);

            upload(people(500), "again").andExpect(redirectedUrl(LISTS + "/upload/again"));
            assertThat(imports.find("again", new Actor("somebody", Set.of()))
                            .orElseThrow()
                            .isOverWithin(Duration.ofMinutes(2)))
                    .isTrue();
            assertThat(read(get(LISTS + "/upload/again")))
                    .as("a refusal is told where the progress stood")
                    .contains("لم يُسجَّل أحد", "name=\"file\"");
            assertThat(registrations("ACCEPTED")).isEqualTo(500);
        } finally {
            free.countDown();
            ReflectionTestUtils.setField(imports, "patience", Duration.ofMinutes(2));
        }
    }

    /** Both threads wait until the latch is counted down. */
    private CountDownLatch holdTheWorkers() {
        var free = new CountDownLatch(1);
        var workers = (ThreadPoolExecutor) ReflectionTestUtils.getField(imports, "workers");
        for (var i = 0; i < 2; i++) {
            Objects.requireNonNull(workers).execute(() -> {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        return free;
    }

    @Test
    void theBarGoesThroughReadingCheckingAndStoringToTheLastRow() throws Exception {
        var told = new ArrayList<String>();
        var file = sheet(people(1200));
        var people =
                sheets.read(file, Language.AR, true, (phase, rows, all) -> told.add(phase + " " + rows + "/" + all));
        ((Intake) intake)
                .add(
                        CYCLE,
                        SIDI_BENNOUR,
                        people.people(),
                        people.numbers(),
                        RegistrationSource.IMPORT,
                        RegistrationFixture.coordinatorOf(SIDI_BENNOUR),
                        (phase, rows, all) -> told.add(phase + " " + rows + "/" + all));
        assertThat(told)
                .containsSubsequence(
                        "READING 1/0",
                        "READING 1201/0",
                        "CHECKING 0/1200",
                        "CHECKING 599/1200",
                        "CHECKING 850/1200",
                        "CHECKING 1200/1200",
                        "STORING 0/1200",
                        "STORING 500/1200",
                        "STORING 1000/1200",
                        "STORING 1200/1200");
    }

    @Test
    void theTemplateIsReadBackAndOnlyItsExampleIsPassedOver() throws Exception {
        logIn(Role.COORDINATOR.group(), "coordinator-" + SIDI_BENNOUR);
        var template = mvc.perform(get(LISTS + "/template.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        var rows = new SheetReader().read(template, 10);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cell(0)).contains("الاسم الكامل", "Nom complet");
        uploadFile(template).andExpect(status().isUnprocessableEntity());
        uploadFile("not a sheet".getBytes(StandardCharsets.UTF_8)).andExpect(status().isUnprocessableEntity());
        keep("upload", read(get(LISTS + "/upload")));
    }

    @Test
    void aNameThatLooksLikeAFormulaIsExportedAsText() throws Exception {
        intake.add(
                CYCLE,
                SIDI_BENNOUR,
                List.of(RegistrationFixture.aPerson("=HYPERLINK(\"http://x\")", "0612345678")),
                RegistrationFixture.coordinatorOf(SIDI_BENNOUR));
        logIn(Role.PROGRAMME_MANAGER.group());
        var file = mvc.perform(get(LISTS + "/list.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var row = workbook.getSheetAt(0).getRow(1);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0).getStringCellValue()).startsWith("=HYPERLINK");
            assertThat(row.getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(1).getStringCellValue()).isEqualTo("+212612345678");
        }
    }

    @Test
    void searchFindsWhatPeopleMeanAndLongListsComeInPages() throws Exception {
        var all = new ArrayList<NewRegistration>();
        for (var i = 0; i < 120; i++) {
            all.add(RegistrationFixture.aPerson(i));
        }
        all.add(RegistrationFixture.aPerson("أُمّ كلثوم", "0712345678"));
        intake.add(CYCLE, SIDI_BENNOUR, all, RegistrationFixture.coordinatorOf(SIDI_BENNOUR));
        logIn(Role.PROGRAMME_MANAGER.group());
        assertThat(read(get(LISTS).param("q", "ام كلثوم")))
                .contains("أُمّ كلثوم")
                .doesNotContain("مشارك رقم");
        assertThat(read(get(LISTS).param("q", "0712345678"))).contains("أُمّ كلثوم");
        assertThat(read(get(LISTS).param("page", "2"))).contains("أُمّ كلثوم").doesNotContain("مشارك رقم 3<");
        assertThat(read(get(LISTS).param("q", "100%' or 1=1"))).contains("لا أحد هنا");
        keep("list-manager", read(get(LISTS)));
    }

    private static MockHttpServletRequestBuilder aPerson(String name, String phone) {
        return post(REGISTER)
                .param("name", name)
                .param("phone", phone)
                .param("kind", "COOPERATIVE")
                .param("institution", "تعاونية الأمل")
                .param("province", SIDI_BENNOUR)
                .param("consent", "true");
    }

    private static List<List<String>> people(int number) {
        var rows = new ArrayList<List<String>>();
        for (var i = 0; i < number; i++) {
            rows.add(new ArrayList<>(
                    List.of("مشارك رقم " + i, "06%08d".formatted(i), "", "تعاونية", "تعاونية رقم " + i % 20)));
        }
        return rows;
    }

    private ResultActions upload(List<List<String>> rows) throws Exception {
        return uploadFile(sheet(rows));
    }

    private ResultActions upload(List<List<String>> rows, String once) throws Exception {
        return mvc.perform(multipart(LISTS + "/upload")
                .file(new MockMultipartFile("file", "list.xlsx", "application/octet-stream", sheet(rows)))
                .param("province", SIDI_BENNOUR)
                .param("consent", "true")
                .param("once", once));
    }

    private static byte[] sheet(List<List<String>> rows) {
        var columns = List.of("الاسم الكامل / Nom complet", "الهاتف", "البريد", "النوع", "المؤسسة").stream()
                .map(heading -> new SheetSpec.Column(heading, 20))
                .toList();
        return new Sheets().write(new SheetSpec("لائحة", true, columns, rows));
    }

    private ResultActions uploadFile(byte[] file) throws Exception {
        return mvc.perform(multipart(LISTS + "/upload")
                .file(new MockMultipartFile("file", "list.xlsx", "application/octet-stream", file))
                .param("province", SIDI_BENNOUR)
                .param("consent", "true"));
    }

    private static void logIn(String... groups) {
        var authorities = new LinkedHashMap<String, String>();
        for (var group : groups) {
            authorities.put(group, "ROLE_" + group);
        }
        var login = new TestingAuthenticationToken(
                "somebody", "", authorities.values().toArray(String[]::new));
        SecurityContextHolder.getContext().setAuthentication(login);
    }

    private int registrations(String state) {
        return jdbc.sql("select count(*) from registration where state = ?")
                .param(state)
                .query(Integer.class)
                .single();
    }

    /** The path of the personal link in a message. */
    private static String path(Message message) {
        var from = message.text().indexOf("https://dawra.example") + "https://dawra.example".length();
        return message.text().substring(from, message.text().indexOf('\n', from));
    }

    private String read(MockHttpServletRequestBuilder request) throws Exception {
        var page = mvc.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("??");
        return page;
    }

    private static void keep(String name, String page) throws IOException {
        var folder = Files.createDirectories(Path.of("target/registration-pages"));
        Files.writeString(folder.resolve(name + ".html"), page);
    }
}
