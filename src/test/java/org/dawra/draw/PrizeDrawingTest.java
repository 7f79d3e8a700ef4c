package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.award.AwardHouse.CLOSING;
import static org.dawra.award.AwardHouse.CYCLE;
import static org.dawra.award.AwardHouse.MANAGER;
import static org.dawra.award.AwardHouse.MEETING;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.dawra.award.AwardHouse;
import org.dawra.cycle.Programmes;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.TimeAuthority;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.PersonErased;
import org.dawra.training.HalfDay;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The draw on a database, from the frozen pool to the published record. */
class PrizeDrawingTest {

    private AwardHouse house;
    private PrizeDrawing drawing;
    private Draws draws;
    private DrawPapers papers;

    @BeforeEach
    void open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        open(database);
    }

    private void open(DataSource database) {
        open(database, context -> {});
    }

    private void open(DataSource database, Consumer<GenericApplicationContext> doors) {
        house = new AwardHouse(database, doors, Draws.class, DrawPapers.class, PrizeDrawing.class);
        drawing = house.get(PrizeDrawing.class);
        draws = house.get(Draws.class);
        papers = house.get(DrawPapers.class);
        // Attendance belongs to training: its view is played by a table.
        house.jdbc.sql("drop view attended_seat").update();
        house.jdbc
                .sql("create table attended_seat (cycle_id bigint, meeting_id bigint, seat_id bigint,"
                        + " province varchar(60), institution_id bigint, half_days integer)")
                .update();
        confirmed(40, 38, 0);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aDrawIsComputedAgainFromItsRecordAlone() throws IOException {
        wholeDraw();
    }

    @Test
    @Tag("database")
    void theSameOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            house.close();
            open(postgres.getPostgresDatabase());
            wholeDraw();
        }
    }

    private void wholeDraw() throws IOException {
        participants(8);
        assertThat(drawing.plan(CYCLE)).isEqualTo(CLOSING);
        var code = draw().code();
        drawing.plan(CYCLE);
        assertThat(draw().code()).as("planning again keeps the code").isEqualTo(code);
        assertThat(drawing.of(CYCLE).orElseThrow().state()).isEqualTo(DrawRecord.State.PLANNED);

        assertThat(drawing.freeze(CYCLE).poolSize()).isEqualTo(8);
        var fingerprint = draw().fingerprint();
        var frozen = papers.pool(
                draw(),
                draws.tickets(draw().id()).stream().map(Draw.Ticket::label).toList());
        assertThat(Codes.sha256(frozen.text().getBytes(StandardCharsets.UTF_8))).isEqualTo(fingerprint);
        assertThat(frozen.text()).doesNotContain("تعاونية").doesNotContain(code);

        drawing.enterRandomness(CYCLE, hall("12 7 45"), MANAGER);
        drawing.drawOrder(CYCLE);
        drawing.drawOrder(CYCLE);
        var first = drawing.offerNext(CYCLE).orElseThrow();
        assertThat(drawing.offerNext(CYCLE))
                .as("an open offer is offered again")
                .hasValue(first);
        answer(first, "DECLINED");
        var second = drawing.offerNext(CYCLE).orElseThrow();
        answer(second, "ACCEPTED");
        var reserve = drawing.offerNext(CYCLE).orElseThrow();
        answer(reserve, "ACCEPTED");
        assertThat(drawing.offerNext(CYCLE)).isEmpty();
        drawing.publish(CYCLE);
        drawing.publish(CYCLE);

        var record = drawing.of(CYCLE).orElseThrow();
        assertThat(record.state()).isEqualTo(DrawRecord.State.PUBLISHED);
        assertThat(record.poolSize()).isEqualTo(8);
        assertThat(record.winners()).extracting(DrawRecord.Line::ticket).containsExactly(second, reserve);
        assertThat(record.winners()).extracting(DrawRecord.Line::name).allMatch(name -> name.startsWith("تعاونية"));
        assertThat(record.reserves()).hasSize(2);
        var store = house.get(DocumentStore.class);
        var json = store.find(record.recordDocument()).orElseThrow();
        assertThat(json.kind()).isEqualTo("draw-record");
        var text = new String(json.bytes(), StandardCharsets.UTF_8);
        assertThat(DrawVerifier.check(text)).isEmpty();
        var read = new ObjectMapper().readTree(text);
        assertThat(read.path("fingerprint").asText()).isEqualTo(fingerprint);
        assertThat(read.path("code").asText()).isEqualTo(code);
        assertThat(read.path("offers")).hasSize(3);
        try (var pdf = Loader.loadPDF(
                store.find(record.minutesDocument()).orElseThrow().bytes())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", ""))
                    .contains(fingerprint)
                    .contains(code)
                    .contains("12 7 45")
                    .contains("SPÉCIMEN")
                    .contains("محضر القرعة");
        }
        anInstitutionOfOneIsErasedAndTheRecordStillHolds(record, store);
    }

    private void anInstitutionOfOneIsErasedAndTheRecordStillHolds(DrawRecord before, DocumentStore store)
            throws IOException {
        var winner = before.winners().get(0);
        drawing.on(new PersonErased(
                1, Set.of(), Set.of(), new PersonErased.OwnInstitution(winner.institution(), Set.of(winner.name()))));
        var after = drawing.of(CYCLE).orElseThrow();
        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(after.winners()).extracting(DrawRecord.Line::ticket).contains(winner.ticket());
        assertThat(after.winners())
                .extracting(DrawRecord.Line::name)
                .contains("—")
                .doesNotContain(winner.name());
        var text = new String(store.find(after.recordDocument()).orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(winner.name());
        assertThat(DrawVerifier.check(text)).isEmpty();
        assertThat(store.find(before.recordDocument()).orElseThrow().bytes()).isNull();
        assertThat(store.find(before.minutesDocument()).orElseThrow().bytes()).isNull();
        try (var pdf =
                Loader.loadPDF(store.find(after.minutesDocument()).orElseThrow().bytes())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", ""))
                    .contains(after.fingerprint())
                    .doesNotContain(winner.name());
        }
    }

    @Test
    void anErasureIsRefusedInWordsWhileItsMinutesCannotBeStampedAnew() {
        house.close();
        try (var authority = TimeAuthority.open()) {
            var database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            open(
                    database,
                    context -> context.getEnvironment()
                            .getPropertySources()
                            .addFirst(
                                    new MapPropertySource("authority", Map.of("dawra.seal.tsa-url", authority.url()))));
            participants(8);
            drawing.plan(CYCLE);
            drawing.freeze(CYCLE);
            drawing.enterRandomness(CYCLE, hall("12 7 45"), MANAGER);
            drawing.drawOrder(CYCLE);
            for (var i = 0; i < 2; i++) {
                answer(drawing.offerNext(CYCLE).orElseThrow(), "ACCEPTED");
            }
            drawing.publish(CYCLE);
            var winner = drawing.of(CYCLE).orElseThrow().winners().get(0);
            var institution = draws.tickets(draw().id()).get(0).institution();
            var erased = new PersonErased(
                    1, Set.of(), Set.of(), new PersonErased.OwnInstitution(institution, Set.of(winner.name())));
            authority.fails();
            assertThatThrownBy(() -> drawing.on(erased))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.findings().get(0).messageKey())
                                    .isEqualTo("draw.refused.unstamped"));
            authority.works();
            drawing.on(erased);
        }
    }

    @Test
    void aFrozenPoolNeverChanges() {
        participants(3);
        drawing.plan(CYCLE);
        drawing.freeze(CYCLE);
        var fingerprint = draw().fingerprint();
        participants(2);
        assertThat(drawing.freeze(CYCLE).poolSize()).isEqualTo(3);
        assertThat(draw().fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void anInstitutionWithManyPeopleHasOneTicket() {
        var institution = participants(1);
        attended(institution);
        attended(institution);
        drawing.plan(CYCLE);
        assertThat(drawing.freeze(CYCLE).poolSize()).isOne();
    }

    @Test
    void thePoolWaitsUntilAllHalfDaysButTheLastAreConfirmed() {
        participants(3);
        drawing.plan(CYCLE);
        confirmed(40, 0, 0);
        var freezing = drawing.freeze(CYCLE);
        assertThat(freezing.ready()).isFalse();
        assertThat(freezing.lookAgainAt())
                .as("a message wakes the draw; that one was lost shows when the meeting is over")
                .isEqualTo(house.get(Programmes.class).timetable(MEETING).ends());
        assertThat(draw().fingerprint()).isNull();
        confirmed(40, 38, 0);
        assertThat(drawing.freeze(CYCLE).ready()).isTrue();
    }

    @Test
    void withoutAParticipantTheDrawIsEmpty() {
        drawing.plan(CYCLE);
        assertThat(drawing.freeze(CYCLE)).satisfies(f -> {
            assertThat(f.ready()).isTrue();
            assertThat(f.poolSize()).isZero();
        });
        assertThat(drawing.of(CYCLE).orElseThrow().state()).isEqualTo(DrawRecord.State.EMPTY);
    }

    @Test
    void randomnessIsTakenOnceAfterFreezingFromTheProgrammeManagerWithAWitness() {
        participants(3);
        drawing.plan(CYCLE);
        refused(() -> drawing.enterRandomness(CYCLE, hall("1 2 3"), MANAGER), "", "draw.refused.notFrozen");
        drawing.freeze(CYCLE);
        refused(
                () -> drawing.enterRandomness(CYCLE, hall("1 2 3"), new Actor("x", Set.of("jury"))),
                "",
                "draw.refused.actor");
        refused(
                () -> drawing.enterRandomness(
                        CYCLE, Fields.of(Map.of("method", "HALL", "randomness", "1 2 3")), MANAGER),
                "witness",
                "form.required");
        drawing.enterRandomness(CYCLE, hall("1 2 3"), MANAGER);
        refused(() -> drawing.enterRandomness(CYCLE, hall("4 5 6"), MANAGER), "randomness", "draw.refused.entered");
        assertThat(draw().randomness()).isEqualTo("1 2 3");
    }

    @Test
    void wherePrizesOutnumberThePoolTheyStayUngiven() {
        participants(1);
        drawing.plan(CYCLE);
        drawing.freeze(CYCLE);
        drawing.enterRandomness(CYCLE, hall("1 2 3"), MANAGER);
        drawing.drawOrder(CYCLE);
        answer(drawing.offerNext(CYCLE).orElseThrow(), "DECLINED");
        assertThat(drawing.offerNext(CYCLE)).isEmpty();
        drawing.publish(CYCLE);
        assertThat(drawing.of(CYCLE).orElseThrow().winners()).isEmpty();
    }

    @Test
    void onlyAnOpenOfferIsAnswered() {
        participants(3);
        drawing.plan(CYCLE);
        drawing.freeze(CYCLE);
        drawing.enterRandomness(CYCLE, hall("1 2 3"), MANAGER);
        drawing.drawOrder(CYCLE);
        var offered = drawing.offerNext(CYCLE).orElseThrow();
        refused(() -> answer(offered % 3 + 1, "ACCEPTED"), "", "draw.refused.notOffered");
        refused(() -> answer(offered, "MAYBE"), "decision", "form.option");
        answer(offered, "ACCEPTED");
        refused(() -> answer(offered, "DECLINED"), "", "draw.refused.notOffered");
    }

    private long participants(int number) {
        long last = 0;
        for (var i = 0; i < number; i++) {
            last = house.institution("تعاونية «الأمل» \"" + i + "\"", "sidi-bennour");
            attended(last);
        }
        return last;
    }

    private void attended(long institution) {
        house.jdbc
                .sql("insert into attended_seat values (?, ?, ?, 'sidi-bennour', ?, 2)")
                .params(CYCLE.value(), MEETING.value(), institution * 100, institution)
                .update();
    }

    private void confirmed(int... present) {
        var halfDays = new LinkedHashMap<HalfDay, Integer>();
        var day = LocalDate.of(2024, 12, 27);
        for (var i = 0; i < present.length; i++) {
            halfDays.put(
                    new HalfDay(
                            i / 2 + 1, day.plusDays(i / 2), i % 2 == 0 ? HalfDay.Part.MORNING : HalfDay.Part.AFTERNOON),
                    present[i]);
        }
        when(house.attendances.present(any())).thenReturn(halfDays);
    }

    private Draw draw() {
        return draws.find(CYCLE).orElseThrow();
    }

    private static Fields hall(String numbers) {
        return Fields.of(Map.of("method", "HALL", "randomness", numbers, "witness", "ممثل السلطة المحلية"));
    }

    private void answer(int ticket, String decision) {
        drawing.recordAnswer(CYCLE, ticket, Fields.of(Map.of("decision", decision)), MANAGER);
    }

    private static void refused(ThrowingCallable deed, String field, String key) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.findings())
                                .extracting(Refused.Finding::field, Refused.Finding::messageKey)
                                .containsExactly(Tuple.tuple(field, key)));
    }
}
