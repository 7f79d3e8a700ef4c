package org.dawra.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.award.AwardHouse.CYCLE;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.dawra.access.Role;
import org.dawra.document.DocumentStore;
import org.dawra.document.Verification;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.registration.PersonErased;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** The award on a database, from nomination to diploma. */
class AwardSelectionTest {

    private static final String SIDI_BENNOUR = "sidi-bennour";
    private static final String EL_JADIDA = "el-jadida";
    private static final List<String> CRITERIA = List.of("innovation", "social", "economic");

    private AwardHouse house;
    private Awards awards;
    private Nominating nominating;
    private Judging judging;
    private Awarding awarding;

    @BeforeEach
    void open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        open(database);
    }

    private void open(DataSource database) {
        house = new AwardHouse(
                database,
                Awards.class,
                AwardRules.class,
                Nominating.class,
                Judging.class,
                Awarding.class,
                DiplomaPaper.class);
        awards = house.get(Awards.class);
        nominating = house.get(Nominating.class);
        judging = house.get(Judging.class);
        awarding = house.get(Awarding.class);
        when(house.rules.decide(eq(AwardHouse.CYCLE), any(), anyMap())).thenAnswer(call -> {
            Map<String, Object> inputs = call.getArgument(2);
            var last = Boolean.TRUE.equals(inputs.get("alreadyLaureateLastYear"));
            return List.of(Map.of("eligible", !last, "reason", last ? "LAUREATE_LAST_YEAR" : "ELIGIBLE"));
        });
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theBestThreeOfFourGetDiplomasThatCanBeVerified() throws IOException {
        wholeAward();
    }

    @Test
    @Tag("database")
    void theSameOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            house.close();
            open(postgres.getPostgresDatabase());
            wholeAward();
        }
    }

    private void wholeAward() throws IOException {
        var nominees = nominees(4);
        for (var juror : jurors()) {
            judging.declare(CYCLE, juror, Fields.of(Map.of("conflicts", List.of())), actor(juror));
            score(juror, nominees, 9, 8, 7, 2);
        }
        assertThat(judging.rank(CYCLE)).isTrue();
        assertThat(judging.rank(CYCLE)).as("again").isTrue();
        confirm("president", "p", "CONFIRM");
        assertThat(awarding.allConfirmed(CYCLE)).isFalse();
        confirm("programme-manager", "m", "CONFIRM");
        assertThat(awarding.allConfirmed(CYCLE)).isTrue();
        assertThat(awarding.of(CYCLE)).isEmpty();
        awarding.makeDiplomas(CYCLE);
        awarding.makeDiplomas(CYCLE);

        var laureates = awarding.of(CYCLE);
        assertThat(laureates).extracting(Laureate::place).containsExactly(1, 2, 3);
        assertThat(laureates).extracting(Laureate::name).containsExactly("تعاونية 1", "تعاونية 2", "تعاونية 3");
        var document =
                house.get(DocumentStore.class).find(laureates.get(0).diploma()).orElseThrow();
        assertThat(document.kind()).isEqualTo("diploma");
        assertThat(document.sample()).isTrue();
        try (var pdf = Loader.loadPDF(document.bytes())) {
            var text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertThat(text).contains("تعاونية 1").contains("درع الشبكة").contains("SPÉCIMEN");
            var code = Pattern.compile("(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}")
                    .matcher(text);
            assertThat(code.find()).as(text).isTrue();
            assertThat(awarding.verify(code.group(), Locale.forLanguageTag("ar-MA")))
                    .hasValueSatisfying(v -> {
                        assertThat(v.state()).isEqualTo(Verification.State.GENUINE);
                        assertThat(v.sample()).isTrue();
                        assertThat(v.facts())
                                .extracting(Verification.Fact::value)
                                .contains("تعاونية 1");
                    });
        }
        assertThat(awarding.verify("00000-00000-00000-00000-000000", Locale.FRENCH))
                .isEmpty();
        var first = laureates.get(0);
        awarding.on(new PersonErased(
                1, Set.of(), Set.of(), new PersonErased.OwnInstitution(first.institution(), Set.of(first.name()))));
        assertThat(house.get(DocumentStore.class)
                        .find(first.diploma())
                        .orElseThrow()
                        .bytes())
                .isNull();
        assertThat(awarding.of(CYCLE).get(0).citation().ar()).isEqualTo("—");
        assertThat(house.get(DocumentStore.class)
                        .find(laureates.get(1).diploma())
                        .orElseThrow()
                        .bytes())
                .as("another's diploma")
                .isNotEmpty();
    }

    @Test
    void anotherProvincesInstitutionIsRefusedAsUnknownAndNothingIsStored() {
        var own = house.institution("تعاونية", SIDI_BENNOUR);
        var foreign = house.institution("جمعية", EL_JADIDA);
        refused(
                () -> nominate(SIDI_BENNOUR, row(own, "سبب"), row(foreign, "سبب"), row(999, "سبب")),
                "nominations",
                "award.nominations.tooMany");
        refused(
                () -> nominate(SIDI_BENNOUR, row(own, "سبب"), row(foreign, "سبب")),
                "nominations[1].institution",
                "award.institution.unknown");
        refused(
                () -> nominate(SIDI_BENNOUR, row(999, "سبب")),
                "nominations[0].institution",
                "award.institution.unknown");
        refused(
                () -> nominate(SIDI_BENNOUR, row(own, "سبب"), row(own, "سبب")),
                "nominations[1].institution",
                "award.institution.twice");
        refused(() -> nominate(SIDI_BENNOUR, row(own, " ")), "nominations[0].citationAr", "form.required");
        refused(
                () -> nominating.nominate(
                        CYCLE, SIDI_BENNOUR, Fields.of(Map.of("nominations", List.of())), coordinator(EL_JADIDA)),
                "",
                "award.refused.actor");
        assertThat(awards.nominations(CYCLE)).isEmpty();
    }

    @Test
    void allThatIsWrongWithANominationIsSaidAtOnce() {
        assertThatThrownBy(() -> nominate(SIDI_BENNOUR, row(999, "x".repeat(601))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("nominations[0].institution", "nominations[0].citationAr"));
    }

    @Test
    void aJurorNeitherSeesNorScoresANomineeWithAnOwnConflict() {
        var nominees = nominees(3);
        assertThat(judging.scorable(CYCLE, "juror-1"))
                .as("before conflicts are declared")
                .isEmpty();
        judging.declare(
                CYCLE,
                "juror-1",
                Fields.of(Map.of("conflicts", List.of(Map.of("nomination", nominees.get(0), "reason", "عضو فيها")))),
                actor("juror-1"));

        assertThat(judging.scorable(CYCLE, "juror-1"))
                .extracting(Nomination::id)
                .containsExactly(nominees.get(1), nominees.get(2));
        refused(() -> score("juror-1", nominees, 5, 5, 5), "scores[0].nomination", "award.nominee.unknown");
        assertThat(awards.scores(CYCLE)).isEmpty();
        score("juror-1", nominees.subList(1, 3), 5, 6);
        assertThat(awards.scores(CYCLE)).hasSize(6);
    }

    @Test
    void wrongScoresAreRefusedAtTheirCells() {
        var nominees = nominees(2);
        judging.declare(CYCLE, "juror-1", Fields.of(Map.of()), actor("juror-1"));
        refused(() -> score("juror-1", nominees, 11, 5), "scores[0].score", "form.max");
        refused(() -> score("juror-1", nominees, -1, 5), "scores[0].score", "form.min");
        refused(() -> score("juror-1", nominees.subList(0, 1), 5), "scores", "award.scores.missing");
        refused(
                () -> judging.score(CYCLE, "juror-1", Fields.of(Map.of("scores", List.of())), actor("juror-2")),
                "",
                "award.refused.actor");
        assertThat(awards.scores(CYCLE)).isEmpty();
    }

    @Test
    void conflictsAreDeclaredOnceEachWithItsReasonAndOnlyForNominees() {
        var nominees = nominees(1);
        refused(() -> conflict("juror-1", nominees.get(0), " "), "conflicts[0].reason", "form.required");
        refused(() -> conflict("juror-1", 999, "سبب"), "conflicts[0].nomination", "award.nominee.unknown");
        conflict("juror-1", nominees.get(0), "سبب");
        refused(() -> conflict("juror-1", nominees.get(0), "سبب"), "", "award.refused.declared");
    }

    @Test
    void theJuryDeliberatesWhereTheMethodsDisagreeAndAJurorWithoutAConflictRecordsIt() {
        var nominees = nominees(4);
        conflict("juror-1", nominees.get(3), "سبب");
        judging.declare(CYCLE, "juror-2", Fields.of(Map.of()), actor("juror-2"));
        judging.declare(CYCLE, "juror-3", Fields.of(Map.of()), actor("juror-3"));
        score("juror-1", nominees.subList(0, 3), 7, 7, 7);
        score("juror-2", nominees, 7, 7, 7, 7);
        score("juror-3", nominees, 7, 7, 7, 7);
        assertThat(judging.rank(CYCLE)).isFalse();
        assertThat(awards.proposal(CYCLE)).isEmpty();

        refused(() -> deliberate("juror-1", "سبب", nominees.get(0)), "", "award.refused.deliberation");
        refused(() -> deliberate("juror-2", " ", nominees.get(0)), "reason", "form.required");
        refused(() -> deliberate("juror-2", "سبب"), "laureates", "award.laureates.number");
        refused(
                () -> deliberate("juror-2", "سبب", nominees.toArray(Long[]::new)),
                "laureates",
                "award.laureates.number");
        refused(() -> deliberate("juror-2", "سبب", 999L), "laureates[0].nomination", "award.nominee.unknown");
        deliberate("juror-2", "سبب", nominees.get(2), nominees.get(0));
        assertThat(awards.proposal(CYCLE)).hasValueSatisfying(p -> {
            assertThat(p.source()).isEqualTo(Proposal.Source.JURY);
            assertThat(p.places())
                    .containsExactly(new Proposal.Place(nominees.get(2), 1), new Proposal.Place(nominees.get(0), 2));
        });
    }

    @Test
    void whereEveryJurorHasAConflictOneOfThemRecordsTheDeliberation() {
        var nominees = nominees(1);
        for (var juror : jurors()) {
            conflict(juror, nominees.get(0), "سبب");
        }
        assertThat(judging.mayDeliberate(CYCLE, actor("juror-1"))).isTrue();
        assertThat(judging.mayDeliberate(CYCLE, AwardHouse.MANAGER)).isFalse();
    }

    @Test
    void onePersonNeverCountsTwice() {
        var nominees = nominees(1);
        deliberate("juror-2", "سبب", nominees.get(0));
        confirm("president", "both", "CONFIRM");
        refused(() -> confirm("programme-manager", "both", "CONFIRM"), "", "award.refused.samePerson");
        refused(() -> confirm("programme-manager", "both-again", "CONFIRM"), "", "award.refused.samePerson");
        refused(() -> confirm("president", "other", "CONFIRM"), "", "award.refused.answered");
        refused(() -> confirm("jury", "juror-1", "CONFIRM"), "", "award.refused.actor");
        assertThat(awarding.allConfirmed(CYCLE)).isFalse();
        confirm("programme-manager", "another", "CONFIRM");
        assertThat(awarding.allConfirmed(CYCLE)).isTrue();
    }

    @Test
    void aReturnNeedsAReasonAndOpensANewRoundInWhichBothAnswerAgain() {
        var nominees = nominees(1);
        deliberate("juror-2", "سبب", nominees.get(0));
        refused(() -> confirm("president", "p", "RETURN", ""), "note", "form.required");
        confirm("president", "p", "RETURN", "راجعوا الترتيب");
        confirm("programme-manager", "m", "CONFIRM");
        assertThat(awarding.allConfirmed(CYCLE)).isFalse();
        deliberate("juror-2", "سبب آخر", nominees.get(0));
        confirm("president", "p", "CONFIRM");
        confirm("programme-manager", "m", "CONFIRM");
        assertThat(awarding.allConfirmed(CYCLE)).isTrue();
    }

    @Test
    void whoIsNotEligibleIsNoNominee() {
        when(house.rules.decide(eq(AwardHouse.CYCLE), any(), anyMap()))
                .thenReturn(List.of(Map.of("eligible", false, "reason", "NOT_PARTICIPATING")));
        nominate(SIDI_BENNOUR, row(house.institution("تعاونية", SIDI_BENNOUR), "سبب"));
        assertThat(nominating.decide(CYCLE).nominees()).isZero();
        assertThat(awards.nominations(CYCLE))
                .extracting(Nomination::state, Nomination::reason)
                .containsExactly(Tuple.tuple(Nomination.State.INELIGIBLE, "NOT_PARTICIPATING"));
    }

    @Test
    void aLateJurorGetsOneReminderWithThePagesAddress() {
        judging.remind(CYCLE, "juror-1");
        var planned = ArgumentCaptor.forClass(Message.class);
        verify(house.outbox).plan(planned.capture());
        assertThat(planned.getValue().text()).contains("https://dawra.example/jury/2024-2024");
        assertThat(planned.getValue().purpose()).isEqualTo("award-selection:4:scoresLate:juror-1");
    }

    private List<Long> nominees(int number) {
        for (var i = 1; i <= number; i++) {
            var province = i % 2 == 0 ? EL_JADIDA : SIDI_BENNOUR;
            var institution = house.institution("تعاونية " + i, province);
            nominate(province, row(institution, "سبب الترشيح " + i));
        }
        assertThat(nominating.decide(CYCLE).nominees()).isEqualTo(number);
        return awards.nominees(CYCLE).stream().map(Nomination::id).toList();
    }

    private static Map<String, Object> row(long institution, String citation) {
        return Map.of("institution", institution, "citationAr", citation);
    }

    @SafeVarargs
    private void nominate(String province, Map<String, Object>... rows) {
        nominating.nominate(CYCLE, province, Fields.of(Map.of("nominations", List.of(rows))), coordinator(province));
    }

    private void score(String juror, List<Long> nominees, int... points) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < nominees.size(); i++) {
            for (var criterion : CRITERIA) {
                rows.add(Map.of("nomination", nominees.get(i), "criterion", criterion, "score", points[i]));
            }
        }
        judging.score(CYCLE, juror, Fields.of(Map.of("scores", rows)), actor(juror));
    }

    private void conflict(String juror, long nomination, String reason) {
        judging.declare(
                CYCLE,
                juror,
                Fields.of(Map.of("conflicts", List.of(Map.of("nomination", nomination, "reason", reason)))),
                actor(juror));
    }

    private void deliberate(String juror, String reason, Long... laureates) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var laureate : laureates) {
            rows.add(Map.of("nomination", laureate));
        }
        judging.deliberate(CYCLE, Fields.of(Map.of("laureates", rows, "reason", reason)), actor(juror));
    }

    private void confirm(String group, String user, String decision) {
        confirm(group, user, decision, "ملاحظة");
    }

    private void confirm(String group, String user, String decision, String note) {
        var everything = Set.of("president", "programme-manager", "jury");
        awarding.confirm(
                CYCLE, group, Fields.of(Map.of("decision", decision, "note", note)), new Actor(user, everything));
    }

    private static List<String> jurors() {
        return List.of("juror-1", "juror-2", "juror-3");
    }

    private static Actor actor(String juror) {
        return new Actor(juror, Set.of(Role.JURY.group()));
    }

    private static Actor coordinator(String province) {
        return new Actor("coordinator-" + province, Set.of(Role.COORDINATOR.group(province)));
    }

    private static void refused(ThrowingCallable deed, String field, String key) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.findings())
                                .extracting(Refused.Finding::field, Refused.Finding::messageKey)
                                .contains(Tuple.tuple(field, key)));
    }
}
