package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dawra.registration.RegistrationFixture.CYCLE;
import static org.dawra.registration.RegistrationFixture.EL_JADIDA;
import static org.dawra.registration.RegistrationFixture.SIDI_BENNOUR;
import static org.dawra.registration.RegistrationFixture.aPerson;
import static org.dawra.registration.RegistrationFixture.coordinatorOf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dawra.access.Role;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.Refused;
import org.dawra.web.AllTexts;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvinceListsTest {

    private RegistrationFixture house;

    @BeforeEach
    void openLists() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new RegistrationFixture(database);
        house.lists.open(CYCLE);
    }

    @Test
    void acceptedAndRefusedAreDecidedAndWhoeverIsPutOffWaits() {
        var one = request("فاطمة الزهراء", "0612345671");
        var two = request("خديجة بنعلي", "0612345672");
        var three = request("حسن العلوي", "0612345673");
        var last = validate(false, row(one, "ACCEPT", ""), row(two, "REFUSE", "من إقليم آخر"), row(three, "LATER", ""));
        assertThat(last).isFalse();
        assertThat(state(one)).isEqualTo(RegistrationState.ACCEPTED);
        assertThat(state(two)).isEqualTo(RegistrationState.REFUSED);
        assertThat(state(three)).isEqualTo(RegistrationState.WAITING);
        assertThat(house.lists.waiting(CYCLE, SIDI_BENNOUR))
                .extracting(Entry::id)
                .containsExactly(three);
    }

    @Test
    void whoHasNotBeenDecidedAboutIsPutOffBeforehandAndNotAccepted() {
        request("فاطمة الزهراء", "0612345671");
        var form =
                new ValidateListForm(RegistrationFixture.cycles(), house.lists, house.registrations, AllTexts.source());
        var task = new HumanTask(
                "1",
                BeneficiaryRegistration.KEY,
                BeneficiaryRegistration.VALIDATE_LIST,
                CYCLE.key(),
                "",
                RegistrationFixture.NOW,
                null,
                null,
                Set.of(),
                Map.of("province", SIDI_BENNOUR));
        assertThat(form.facts(task, coordinatorOf(SIDI_BENNOUR)).get("decisions"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .satisfies(row -> assertThat(row.get("decision")).isEqualTo("LATER"));
    }

    @Test
    void aRefusalNeedsItsReasonAndNothingOfTheFormIsStoredWithoutIt() {
        var one = request("فاطمة الزهراء", "0612345671");
        var two = request("خديجة بنعلي", "0612345672");
        var refused = catchThrowableOfType(
                Refused.class, () -> validate(false, row(one, "ACCEPT", ""), row(two, "REFUSE", " ")));
        assertThat(refused.findings())
                .containsExactly(new Refused.Finding("decisions[1].reason", "registration.decision.reason", List.of()));
        assertThat(state(one)).isEqualTo(RegistrationState.WAITING);
    }

    @Test
    void aListWithSomebodyUndecidedIsNotFinal() {
        var one = request("فاطمة الزهراء", "0612345671");
        assertThatThrownBy(() -> validate(true, row(one, "LATER", "")))
                .hasMessageContaining("registration.list.undecided");
        assertThat(validate(true, row(one, "ACCEPT", ""))).isTrue();
        assertThat(house.lists.state(CYCLE, SIDI_BENNOUR)).isEqualTo(ListState.CLOSED);
        assertThat(house.lists.state(CYCLE, EL_JADIDA)).isEqualTo(ListState.OPEN);
        assertThatThrownBy(() -> request("حسن العلوي", "0612345673")).hasMessageContaining("registration.list.closed");
        assertThatThrownBy(() -> house.register(SIDI_BENNOUR, 1, 1)).hasMessageContaining("registration.list.closed");
    }

    @Test
    void theManagerOpensAClosedListAgainForAReasonUntilTheSeatsOfTheLastMeetingAreFixed() {
        var manager = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
        assertThatThrownBy(() -> reopen("سبب", manager)).hasMessageContaining("registration.reopen.notClosed");
        assertThat(validate(true)).isTrue();
        assertThat(house.reopening.offered(CYCLE, SIDI_BENNOUR, manager)).isTrue();
        assertThat(house.reopening.offered(CYCLE, SIDI_BENNOUR, coordinatorOf(SIDI_BENNOUR)))
                .isFalse();
        assertThatThrownBy(() -> reopen("سبب", coordinatorOf(SIDI_BENNOUR)))
                .hasMessageContaining("registration.reopen.notYours");
        assertThatThrownBy(() -> reopen("سبب", coordinatorOf(EL_JADIDA))).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> reopen(" ", manager)).hasMessageContaining("form.required");
        assertThat(house.signals).isEmpty();

        house.meetings.add(RegistrationFixture.meeting(RegistrationFixture.MEETING, 10));
        house.planned.clear();
        reopen("التحقت جمعيتان", manager);
        assertThat(house.lists.state(CYCLE, SIDI_BENNOUR)).isEqualTo(ListState.OPEN);
        assertThat(house.signals)
                .containsExactly("beneficiary-registration " + CYCLE.key() + " list-reopened-" + SIDI_BENNOUR);
        assertThat(house.planned)
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("التحقت جمعيتان"));
        house.register(SIDI_BENNOUR, 1, 1);
        validate(true);

        house.allot();
        house.close();
        assertThat(house.reopening.offered(CYCLE, SIDI_BENNOUR, manager)).isFalse();
        assertThatThrownBy(() -> reopen("سبب", manager)).hasMessageContaining("registration.reopen.seatsFixed");
    }

    private void reopen(String reason, Actor actor) {
        house.reopening.reopen(CYCLE, SIDI_BENNOUR, Fields.of(Map.of("reason", reason)), actor);
    }

    @Test
    void aNameThatNoCertificateCouldShowIsRefusedWithItsLetters() {
        assertThatThrownBy(() -> request("བསྟན་འཛིན", "0612345671"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .singleElement()
                                .satisfies(finding -> {
                                    assertThat(finding.messageKey()).isEqualTo("registration.unprintable");
                                    assertThat(String.valueOf(finding.args().get(0)))
                                            .contains("བ");
                                }));
        request("ኃይለ ሥላሴ", "0612345672");
        request("ⵜⵉⵣⵉⵔⵉ ⵢⴰⵙⵉⵏ", "0612345673");
    }

    @Test
    void decisionsAboutAnotherProvinceUnknownOrTwiceAreRefused() {
        var foreign = house.intake
                .request(CYCLE, EL_JADIDA, aPerson("فاطمة الزهراء", "0612345671"))
                .registrationId();
        var own = request("خديجة بنعلي", "0612345672");
        var refused = catchThrowableOfType(
                Refused.class,
                () -> validate(
                        false,
                        row(foreign, "ACCEPT", ""),
                        row(999_999, "ACCEPT", ""),
                        row(own, "ACCEPT", ""),
                        row(own, "ACCEPT", ""),
                        row(own, "MAYBE", "")));
        assertThat(refused.findings())
                .extracting(Refused.Finding::messageKey)
                .containsExactly(
                        "registration.decision.unknown",
                        "registration.decision.unknown",
                        "registration.decision.twice",
                        "form.option");
        assertThat(state(foreign)).isEqualTo(RegistrationState.WAITING);
        assertThat(state(own)).isEqualTo(RegistrationState.WAITING);
    }

    @Test
    void onlyTheCoordinatorOfTheProvinceAndTheManagerValidate() {
        var fields = Fields.of(Map.of("final", true));
        assertThatThrownBy(() -> house.lists.validate(CYCLE, SIDI_BENNOUR, fields, coordinatorOf(EL_JADIDA)))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(house.lists.validate(CYCLE, SIDI_BENNOUR, fields, RegistrationFixture.MANAGER))
                .isTrue();
    }

    @Test
    void aReminderToldTwiceHasOnePurpose() {
        request("فاطمة الزهراء", "0612345671");
        house.planned.clear();
        house.lists.remind(CYCLE, SIDI_BENNOUR);
        house.lists.remind(CYCLE, SIDI_BENNOUR);
        assertThat(house.planned)
                .hasSize(2)
                .extracting("purpose")
                .containsOnly(house.planned.get(0).purpose());
        assertThat(house.planned.get(0).text()).contains("إقليم سيدي بنور", "/registrations/2026-2026");
    }

    @Test
    void coordinatorsFillTheirListsBeforeThePublicMay() {
        house.jdbc.sql("delete from registration_list").update();
        assertThat(house.register(SIDI_BENNOUR, 1, 2)).hasSize(2);
        assertThatThrownBy(() -> request("فاطمة الزهراء", "0612345671"))
                .hasMessageContaining("registration.list.notYet");
    }

    @Test
    void onePersonInOneMomentTwiceIsOneRegistration() throws Exception {
        var barrier = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var clicks = List.of(1, 2).stream()
                    .map(click -> threads.submit(() -> {
                        barrier.await();
                        return house.intake.request(CYCLE, SIDI_BENNOUR, aPerson("فاطمة الزهراء", "0612345671"));
                    }))
                    .toList();
            var first = clicks.get(0).get();
            var second = clicks.get(1).get();
            assertThat(first.registrationId()).isEqualTo(second.registrationId());
            assertThat(List.of(first.repeated(), second.repeated())).containsExactlyInAnyOrder(true, false);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theSameInstitutionSpeltTwoWaysIsOne() {
        var one = house.institutions.register(
                Institution.Kind.COOPERATIVE, "تعاونية أم الربيع", "Coopérative Oum Er-Rbia", EL_JADIDA, true);
        var two =
                house.institutions.register(Institution.Kind.COOPERATIVE, "تعاونيّة ام الربيع", null, EL_JADIDA, true);
        var other = house.institutions.register(
                Institution.Kind.COOPERATIVE, "تعاونية أم الربيع", null, SIDI_BENNOUR, true);
        assertThat(two).isEqualTo(one).isNotEqualTo(other);
        assertThat(house.institutions.find(one).orElseThrow().nameIn(Locale.FRENCH))
                .isEqualTo("Coopérative Oum Er-Rbia");
    }

    private long request(String name, String phone) {
        return house.intake.request(CYCLE, SIDI_BENNOUR, aPerson(name, phone)).registrationId();
    }

    @SafeVarargs
    private boolean validate(boolean last, Map<String, Object>... rows) {
        var fields = Fields.of(Map.of("decisions", List.of(rows), "final", last));
        return Boolean.TRUE.equals(house.transaction.execute(
                status -> house.lists.validate(CYCLE, SIDI_BENNOUR, fields, coordinatorOf(SIDI_BENNOUR))));
    }

    private static Map<String, Object> row(long registration, String decision, String reason) {
        return Map.of("registration", registration, "decision", decision, "reason", reason);
    }

    private RegistrationState state(long id) {
        return house.registrations.find(id).orElseThrow().state();
    }
}
