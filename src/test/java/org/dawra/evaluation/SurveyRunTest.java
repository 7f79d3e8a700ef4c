package org.dawra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.training.MeetingFixture.EL_JADIDA;
import static org.dawra.training.MeetingFixture.MANAGER;
import static org.dawra.training.MeetingFixture.MEETING;
import static org.dawra.training.MeetingFixture.SIDI_BENNOUR;
import static org.dawra.training.MeetingFixture.TEAM;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.Refused;
import org.dawra.training.MeetingFixture;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SurveyRunTest {

    private static final Map<String, String> GOOD =
            Map.of("content", "5", "place", "0", "wishes", "المزيد من *الورشات*");

    @Test
    void aSurveyLivesOnH2() {
        aSurveyLives(h2());
    }

    @Test
    void aSurveyLivesOnPostgresAndTenThousandSeatsAreAskedInOneStatement() throws IOException {
        try (var postgres = EmbeddedPostgres.builder().start()) {
            aSurveyLives(postgres.getPostgresDatabase());
            tenThousandSeatsAreAsked(postgres.getDatabase("postgres", "template1"));
        }
    }

    @Test
    void tenThousandSeatsAreAskedInOneStatementOnH2() {
        tenThousandSeatsAreAsked(h2());
    }

    private static void tenThousandSeatsAreAsked(DataSource database) {
        var house = new MeetingFixture(database);
        house.seat(SIDI_BENNOUR, "CONFIRMED", 6_000);
        house.seat(EL_JADIDA, "INVITED", 4_000);
        house.seat(EL_JADIDA, "WAITING_LIST", 50);
        house.seat(EL_JADIDA, "DECLINED", 50);
        var surveys = new StoredSurveys(house.jdbc, house.template, house.clock);
        var run = run(house, surveys);
        run.plan(MEETING);
        var survey = surveys.of(MEETING).orElseThrow();
        assertThat(surveys.ask(survey)).isEqualTo(10_000);
        assertThat(surveys.ask(survey)).as("again").isZero();
    }

    private static void aSurveyLives(DataSource database) {
        var house = new MeetingFixture(database);
        house.planned();
        var here = house.seat(SIDI_BENNOUR, "CONFIRMED", 6);
        var there = house.seat(EL_JADIDA, "INVITED", 4);
        var waiting = house.seat(EL_JADIDA, "WAITING_LIST", 1).get(0);
        var surveys = new StoredSurveys(house.jdbc, house.template, house.clock);
        var run = run(house, surveys);

        assertThat(run.plan(MEETING)).isEqualTo(run.plan(MEETING));
        assertThat(run.of(MEETING)).as("planned only").isEmpty();
        assertThatThrownBy(() -> run.answer(MEETING, here.get(0), GOOD)).isInstanceOf(Refused.class);
        run.open(MEETING);
        assertThat(run.isOpen(MEETING)).isTrue();
        assertThatThrownBy(() -> run.answer(MEETING, waiting, GOOD)).isInstanceOf(Refused.class);

        var form = run.form(MEETING, here.get(0)).orElseThrow();
        assertThat(run.form(form.token())).map(SurveyRun.Form::response).contains(form.response());
        assertThat(run.form(form.token().replaceAll(".$", "~"))).isEmpty();
        assertThatThrownBy(() -> run.answer(form, Fields.of(Map.of("content", "9"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("content", "place"));
        assertThat(run.answers(form)).isEmpty();

        for (var seat : here.subList(0, 5)) {
            run.answer(MEETING, seat, GOOD);
        }
        run.answer(MEETING, here.get(0), Map.of("content", "3", "place", "1"));
        run.answer(MEETING, here.get(0), Map.of("content", "3", "place", "1"));
        assertThat(run.answers(form)).as("changed, not added").hasSize(2);

        var open = run.of(MEETING).orElseThrow();
        assertThat(open.asked()).isEqualTo(10);
        assertThat(open.answered()).isEqualTo(5);
        assertThat(open.closed()).isFalse();

        house.confirmed("1-MORNING", List.of(here.get(0), here.get(5), there.get(0)));
        run.remind(MEETING);
        run.remind(MEETING);
        assertThat(house.planned)
                .as("whoever took part and has not answered, once")
                .hasSize(2)
                .allSatisfy(m -> assertThat(m.text()).contains("https://dawra.example/surveys/"))
                .extracting("purpose")
                .doesNotHaveDuplicates();

        run.close(MEETING);
        assertThatThrownBy(() -> run.answer(MEETING, here.get(5), GOOD)).isInstanceOf(Refused.class);
        var results = run.of(MEETING).orElseThrow();
        assertThat(results.asked()).as("answered or took part").isEqualTo(7);
        assertThat(results.byProvince().get(SIDI_BENNOUR).answered()).isEqualTo(5);
        assertThat(results.questions().get(0).counts()).containsExactly(0, 0, 1, 0, 4);
        assertThat(results.questions().get(2).texts()).hasSize(4);

        var task = new HumanTask(
                "t",
                CycleEvaluation.KEY,
                CycleEvaluation.REVIEW_RESULTS,
                MEETING.key(),
                "",
                MeetingFixture.NOW,
                null,
                null,
                Set.of(),
                Map.of());
        var facts = new SurveyResultsForm(run, house.programmes, house.cycles, house.texts).facts(task, MANAGER);
        assertThat(facts.get("overview").toString()).contains("71").contains("4,60 من 5");
        assertThat(facts.get("questions").toString()).contains("المحتوى").contains("مناسب: 4");
        assertThat(facts.get("provinces").toString()).contains("5 من 6").contains("0 من 1");
        assertThat(facts.get("texts").toString())
                .as("what people write is no markup")
                .contains("المزيد من \\*الورشات\\*");
        assertThatThrownBy(() -> run.review(MEETING, Fields.of(Map.of()), MANAGER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> run.review(MEETING, Fields.of(Map.of("conclusion", "لا")), TEAM))
                .isInstanceOf(Refused.class);
        run.review(MEETING, Fields.of(Map.of("conclusion", "لقاء ناجح")), MANAGER);
        assertThat(run.of(MEETING).orElseThrow().conclusion()).isEqualTo("لقاء ناجح");
    }

    private static SurveyRun run(MeetingFixture house, StoredSurveys surveys) {
        return new SurveyRun(
                surveys,
                house.programmes,
                house.cycles,
                house.persons,
                house.outbox,
                house.audit,
                house.texts,
                house.publicUrl);
    }

    private static DataSource h2() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
