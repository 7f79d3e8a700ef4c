package org.dawra.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dawra.cycle.CycleFixture.CLOCK;
import static org.dawra.cycle.CycleFixture.MANAGER;
import static org.dawra.cycle.CycleFixture.PRESIDENT;
import static org.dawra.cycle.CycleFixture.TODAY;
import static org.dawra.cycle.CycleFixture.coordinatorOf;
import static org.dawra.cycle.CycleFixture.meeting;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.cycle.CycleFixture;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Programmes;
import org.dawra.document.SheetReader;
import org.dawra.document.Sheets;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

@Tag("database")
class ConsultingTest {

    private static final String SIDI_BENNOUR = "sidi-bennour";
    private static final String EL_JADIDA = "el-jadida";

    private CycleFixture year = new CycleFixture(CycleFixture.h2());
    private final Preferences preferences = mock(Preferences.class);
    private SheetTable sheets = new SheetTable(year.jdbc, year.cycles);
    private Consulting consulting = consulting();

    @Test
    void sheetsOfAllProvincesOpenOnceAndAreDueBeforeTheWorkshop() {
        var cycle = opened();
        var again = consulting.open(cycle);
        assertThat(again.provinces()).hasSize(6).startsWith(SIDI_BENNOUR, EL_JADIDA);
        assertThat(again.reminder()).isBefore(again.deputy());
        assertThat(again.deputy()).isBefore(again.due());
        assertThat(again.due()).isBefore(again.consultation());
        assertThat(sheets.sheets(cycle)).hasSize(6);
    }

    @Test
    void aCoordinatorFillsTheOwnSheetOnceAndNoOther() {
        var cycle = opened();
        assertThat(key(() -> fill(cycle, EL_JADIDA, 5, coordinatorOf(SIDI_BENNOUR))))
                .isEqualTo("consultation.notYourProvince");
        assertThat(key(() -> fill(cycle, EL_JADIDA, 5, MANAGER))).isEqualTo("consultation.notYourProvince");
        assertThat(key(() -> fill(cycle, EL_JADIDA, -1, coordinatorOf(EL_JADIDA))))
                .isEqualTo("form.min");
        fill(cycle, EL_JADIDA, 40, coordinatorOf(EL_JADIDA));
        assertThat(sheets.sheet(cycle, EL_JADIDA)).hasValueSatisfying(sheet -> {
            assertThat(sheet.state()).isEqualTo(ConsultationSheet.State.FILLED);
            assertThat(sheet.places()).isEqualTo("دار الثقافة");
            assertThat(sheet.expectedBeneficiaries()).isEqualTo(40);
        });
        assertThat(key(() -> fill(cycle, EL_JADIDA, 41, coordinatorOf(EL_JADIDA))))
                .isEqualTo("consultation.sheet.closed");
    }

    @Test
    void whoeverStandsInForTheCoordinatorMayFillTheSheet() {
        var cycle = opened();
        var deputy = coordinatorOf(SIDI_BENNOUR);
        when(preferences.standsIn(deputy, Role.COORDINATOR, EL_JADIDA)).thenReturn(true);
        fill(cycle, EL_JADIDA, 12, deputy);
        assertThat(sheets.sheet(cycle, EL_JADIDA))
                .hasValueSatisfying(
                        sheet -> assertThat(sheet.expectedBeneficiaries()).isEqualTo(12));
    }

    @Test
    void remindersGoToTheCoordinatorOfAnOpenSheetAndTheManagerIsToldOfEachMissingOne() {
        var cycle = opened();
        fill(cycle, EL_JADIDA, 40, coordinatorOf(EL_JADIDA));
        consulting.remindCoordinator(cycle, EL_JADIDA);
        assertThat(year.planned).isEmpty();
        consulting.remindCoordinator(cycle, SIDI_BENNOUR);
        assertThat(year.planned).singleElement().satisfies(message -> {
            assertThat(message.to().handList()).isEqualTo("coordinator-sidi-bennour");
            assertThat(message.text()).contains("إقليم سيدي بنور").contains("https://dawra.example/my-tasks");
        });
        year.planned.clear();
        consulting.markMissing(cycle, SIDI_BENNOUR);
        consulting.markMissing(cycle, EL_JADIDA);
        consulting.tellManager(cycle);
        assertThat(year.planned).singleElement().satisfies(message -> {
            assertThat(message.purpose()).endsWith("tellManager:sidi-bennour:manager");
            assertThat(message.subject()).isEqualTo("La fiche de Province de Sidi Bennour manque");
        });
    }

    @Test
    void whoeverIsSentTheDaysListIsNotRemindedBesides() {
        var cycle = opened();
        when(year.accounts.isSentTheDaysList(any())).thenReturn(true);
        consulting.remindCoordinator(cycle, SIDI_BENNOUR);
        assertThat(year.planned).isEmpty();
    }

    @Test
    void theWorkshopsMeetingsBecomeTheDraftAndItsSeatsAreSharedByTheSheets() throws IOException {
        workshop();
        try (var postgres = EmbeddedPostgres.start()) {
            year = new CycleFixture(postgres.getPostgresDatabase());
            sheets = new SheetTable(year.jdbc, year.cycles);
            consulting = consulting();
            workshop();
        }
    }

    private void workshop() {
        var cycle = opened();
        fill(cycle, SIDI_BENNOUR, 60, coordinatorOf(SIDI_BENNOUR));
        fill(cycle, EL_JADIDA, 36, coordinatorOf(EL_JADIDA));
        consulting.markMissing(cycle, "settat");
        var rows = List.of(meeting("لقاء", "الجديدة", TODAY.plusDays(100), TODAY.plusDays(101), 100));
        assertThat(key(() -> hold(cycle, rows, PRESIDENT))).isEqualTo("consultation.notAllowed");
        assertThat(key(() -> hold(cycle, List.of(meeting("لقاء", "الجديدة", TODAY.plusDays(9), TODAY, 10)), MANAGER)))
                .isEqualTo("cycle.meeting.endsBeforeStart");
        assertThat(sheets.workshop(cycle)).isEmpty();
        hold(cycle, rows, MANAGER);
        assertThat(sheets.workshop(cycle).orElseThrow().method()).isEqualTo("منهجية 2026");
        consulting.shareSeats(cycle);
        consulting.shareSeats(cycle);
        assertThat(consulting.weights(cycle)).containsEntry("settat", 1).containsEntry(SIDI_BENNOUR, 60);
        var planned = year.programmes.meetings(cycle).get(1);
        assertThat(year.programmes.quotas(planned.id()))
                .containsEntry(SIDI_BENNOUR, 60)
                .containsEntry(EL_JADIDA, 36)
                .containsEntry("settat", 1);
        assertThat(year.programmes.state(cycle)).isEqualTo(Programmes.State.PROPOSED);
    }

    @Test
    void aMissingSheetCountsWithTheFigureOfTheLastClosedYear() {
        var before = opened();
        fill(before, SIDI_BENNOUR, 77, coordinatorOf(SIDI_BENNOUR));
        year.jdbc.sql("update training_cycle set state = 'CLOSED'").update();
        var cycle = year.open("2024", TODAY.plusDays(60));
        consulting.open(cycle);
        consulting.markMissing(cycle, SIDI_BENNOUR);
        assertThat(consulting.weights(cycle)).containsEntry(SIDI_BENNOUR, 77).containsEntry(EL_JADIDA, 1);
    }

    @Test
    void theSheetsOfAYearLeaveAsAWorkbook() {
        var cycle = opened();
        fill(cycle, SIDI_BENNOUR, 60, coordinatorOf(SIDI_BENNOUR));
        var pages = new ConsultationPages(year.cycles, year.programmes, year.adopted, sheets, new Sheets(), year.texts);
        var slug = year.cycles.get(cycle).slug();
        var rows = new SheetReader().read(pages.workbook(slug).getBody(), 100);
        assertThat(rows).hasSize(7);
        assertThat(rows.get(0).cell(0)).isEqualTo("الإقليم");
        assertThat(rows.get(1).cell(0)).isEqualTo("إقليم سيدي بنور");
        assertThat(rows.get(1).cell(1)).isEqualTo("جاهزة");
        assertThat(rows.get(1).cell(2)).isEqualTo("60");
        assertThat(rows.get(2).cell(1)).isEqualTo("في الانتظار");
        assertThatThrownBy(() -> pages.workbook("2026-nothing")).isInstanceOf(ResponseStatusException.class);
    }

    private CycleId opened() {
        var cycle = year.open("2026", TODAY.plusDays(30));
        consulting.open(cycle);
        return cycle;
    }

    private void fill(CycleId cycle, String province, int expected, Actor actor) {
        inTransaction(() -> consulting.fill(
                cycle,
                province,
                Fields.of(Map.of("places", "دار الثقافة", "dates", "نهاية مارس", "expectedBeneficiaries", expected)),
                actor));
    }

    private void hold(CycleId cycle, List<Map<String, Object>> rows, Actor actor) {
        inTransaction(
                () -> consulting.hold(cycle, Fields.of(Map.of("method", "منهجية 2026", "meetings", rows)), actor));
    }

    private void inTransaction(Runnable deed) {
        Consumer<Object> run = status -> deed.run();
        year.transaction.executeWithoutResult(run::accept);
    }

    private Consulting consulting() {
        return new Consulting(
                sheets,
                year.cycles,
                year.programmes,
                year.accounts,
                preferences,
                year.outbox,
                year.texts,
                CycleFixture.publicUrl(),
                year.audit,
                CLOCK);
    }

    private static String key(ThrowingCallable deed) {
        var refused = catchThrowableOfType(Refused.class, deed);
        assertThat(refused).isNotNull();
        return refused.findings().get(0).messageKey();
    }
}
