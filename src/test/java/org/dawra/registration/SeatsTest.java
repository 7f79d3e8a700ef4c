package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.registration.RegistrationFixture.CYCLE;
import static org.dawra.registration.RegistrationFixture.EL_JADIDA;
import static org.dawra.registration.RegistrationFixture.MEETING;
import static org.dawra.registration.RegistrationFixture.NOUACEUR;
import static org.dawra.registration.RegistrationFixture.SIDI_BENNOUR;
import static org.dawra.registration.RegistrationFixture.coordinatorOf;
import static org.dawra.registration.SeatAnswers.Answer.CONFIRMED;
import static org.dawra.registration.SeatAnswers.Answer.DECLINED;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private RegistrationFixture house;

    @BeforeEach
    void openLists() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new RegistrationFixture(database);
        house.lists.open(CYCLE);
        house.quotas.putAll(Map.of(SIDI_BENNOUR, 3, EL_JADIDA, 2));
        house.capacity = 5;
    }

    @Test
    void aQuotaGoesToTheFirstRegisteredAndTheRestWaitInOrder() {
        var registered = house.register(SIDI_BENNOUR, 1, 5);
        house.register(EL_JADIDA, 100, 1);
        house.allot();
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED))
                .extracting(Seat::registrationId)
                .containsExactlyElementsOf(registered.subList(0, 3));
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST))
                .extracting(Seat::registrationId)
                .containsExactlyElementsOf(registered.subList(3, 5));
        assertThat(house.seatsOf(EL_JADIDA, Seat.State.INVITED)).hasSize(1);
    }

    @Test
    void whoeverIsInvitedGetsOneLetterWithAPersonalLinkAndACodeForTheHall() {
        house.register(SIDI_BENNOUR, 1, 4);
        house.allot();
        assertThat(house.planned).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.text()).contains("https://dawra.example/seats/").contains("فاتح فبراير 2026");
            assertThat(letter.to().handList()).isEqualTo("coordinator-" + SIDI_BENNOUR);
        });
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).allSatisfy(seat -> {
            assertThat(seat.shortCode()).hasSize(6);
            assertThat(house.seats.byShortCode(MEETING, " " + seat.shortCode().toLowerCase()))
                    .contains(seat);
        });
    }

    @Test
    void thePersonalLinkOpensTheSeatItWasMadeFor() {
        house.register(SIDI_BENNOUR, 1, 2);
        house.allot();
        for (var letter : house.planned) {
            var text = letter.text();
            var from = text.indexOf("/seats/") + "/seats/".length();
            var token = text.substring(from, text.indexOf('\n', from));
            assertThat(SeatBook.purpose(house.seats.open(token).id())).isEqualTo(letter.purpose());
        }
    }

    @Test
    void givingOutSeatsTwiceChangesNothing() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        var before = house.seats.of(MEETING);
        house.allot();
        assertThat(house.seats.of(MEETING)).isEqualTo(before);
        assertThat(house.planned).hasSize(3);
    }

    @Test
    void lateRegistrationsJoinBehindThoseWhoWait() {
        house.register(SIDI_BENNOUR, 1, 4);
        house.allot();
        var late = house.register(SIDI_BENNOUR, 50, 1).get(0);
        house.allot();
        var waiting = house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST);
        assertThat(waiting).hasSize(2);
        assertThat(waiting.get(1).registrationId()).isEqualTo(late);
    }

    @Test
    void aDeclinedSeatGoesToTheFirstWhoWaitsAndIsOfferedByLetter() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        var declined = house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED).get(1);
        var next = house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST).get(0);
        house.answer(declined.id(), DECLINED);
        assertThat(house.seats.find(next.id()).orElseThrow().state()).isEqualTo(Seat.State.INVITED);
        assertThat(house.planned).hasSize(4);
        assertThat(house.planned.get(3).purpose()).isEqualTo("seat:" + next.id());
    }

    @Test
    void theSameAnswerTwiceIsHarmless() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        var seat = house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED).get(0);
        house.answer(seat.id(), CONFIRMED);
        house.answer(seat.id(), CONFIRMED);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.CONFIRMED)).hasSize(1);
        house.answer(seat.id(), DECLINED);
        house.answer(seat.id(), DECLINED);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).hasSize(3);
    }

    @Test
    void whoeverChangesANoToYesWaitsBehindTheOthersUnlessNobodyWaits() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        var seat = house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED).get(0);
        house.answer(seat.id(), DECLINED);
        house.answer(seat.id(), CONFIRMED);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST))
                .last()
                .extracting(Seat::id)
                .isEqualTo(seat.id());

        house.register(EL_JADIDA, 100, 1);
        house.allot();
        var alone = house.seatsOf(EL_JADIDA, Seat.State.INVITED).get(0);
        house.answer(alone.id(), DECLINED);
        house.answer(alone.id(), CONFIRMED);
        assertThat(house.seatsOf(EL_JADIDA, Seat.State.CONFIRMED)).hasSize(1);
    }

    @Test
    void theWaitingListCannotConfirm() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        var waiting = house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST).get(0);
        assertThatThrownBy(() -> house.answer(waiting.id(), CONFIRMED))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("registration.seat.waiting");
    }

    @Test
    void closingKeepsThoseWhoHaveNotAnsweredAndGivesEmptySeatsToOtherProvinces() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.register(EL_JADIDA, 100, 1);
        house.allot();
        house.close();
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).hasSize(4);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST)).hasSize(1);
        assertThat(house.seats.of(MEETING).stream().filter(Seat::admitted)).hasSize(house.capacity);
    }

    @Test
    void afterClosingNobodyAnswersAndClosingAgainChangesNothing() {
        house.register(SIDI_BENNOUR, 1, 5);
        house.allot();
        house.close();
        var before = house.seats.of(MEETING);
        house.register(EL_JADIDA, 100, 1);
        house.close();
        house.allot();
        assertThat(house.seats.of(MEETING)).isEqualTo(before);
        assertThatThrownBy(() -> house.answer(before.get(0).id(), DECLINED))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("registration.seat.over");
    }

    @Test
    void aMeetingWithoutQuotasYetIsFilledInOrderOfRegistration() {
        house.quotas.clear();
        house.register(SIDI_BENNOUR, 1, 3);
        house.register(NOUACEUR, 200, 4);
        house.allot();
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).hasSize(3);
        assertThat(house.seatsOf(NOUACEUR, Seat.State.INVITED)).hasSize(2);
    }

    @Test
    void onlyTheHolderTheCoordinatorAndTheManagerAnswerForASeat() {
        house.register(SIDI_BENNOUR, 1, 2);
        house.allot();
        var seats = house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED);
        var stranger = SeatAnswers.holder(seats.get(1).id());
        assertThatThrownBy(() -> house.seats.answer(seats.get(0).id(), CONFIRMED, stranger))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> house.seats.answer(seats.get(0).id(), CONFIRMED, coordinatorOf(EL_JADIDA)))
                .isInstanceOf(NoSuchElementException.class);
        house.transaction.executeWithoutResult(
                s -> house.seats.answer(seats.get(0).id(), CONFIRMED, coordinatorOf(SIDI_BENNOUR)));
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.CONFIRMED)).hasSize(1);
    }

    @Test
    void whoeverIsWithdrawnGivesTheSeatUp() {
        var registered = house.register(SIDI_BENNOUR, 1, 4);
        house.allot();
        house.transaction.executeWithoutResult(s -> house.keeping.withdraw(
                house.registrations.find(registered.get(0)).orElseThrow(), coordinatorOf(SIDI_BENNOUR)));
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.DECLINED)).hasSize(1);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).hasSize(3);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.WAITING_LIST)).isEmpty();
    }

    @Test
    void erasureForgetsThePersonAndKeepsTheIds() {
        var id = house.register(SIDI_BENNOUR, 1, 1).get(0);
        house.allot();
        var seat = house.seats.of(MEETING).get(0);
        assertThat(house.seats.ofSeats(List.of(seat.id()))).containsKey(seat.id());
        var entry = house.registrations.find(id).orElseThrow();
        house.transaction.executeWithoutResult(s -> house.keeping.erase(entry, Actor.holder("seat-" + seat.id())));
        var after = house.registrations.find(id).orElseThrow();
        assertThat(after.erased()).isTrue();
        assertThat(after.name()).isNull();
        assertThat(after.phone()).isNull();
        assertThat(house.seats.ofSeats(List.of(seat.id()))).isEmpty();
        assertThat(house.erased).contains("seat:" + seat.id());
        assertThat(house.events)
                .containsExactly(
                        new PersonErased(id, Set.of(seat.id()), Set.of(Objects.requireNonNull(entry.phone())), null));
        assertThat(house.events.toString()).doesNotContain(entry.phone());
    }

    @Test
    void theNameOfAnInstitutionOfOneGoesWithItsLastPerson() {
        var one = autoEntrepreneur("فاطمة الزهراء", "0612345671");
        var two = autoEntrepreneur("أخت فاطمة", "0612345672");
        erase(one);
        assertThat(house.registrations.find(two).orElseThrow().institution()).isEqualTo("ورشة فاطمة للنسيج");
        erase(two);
        assertThat(house.registrations.find(two).orElseThrow().institution()).isEqualTo("—");
        var told = (PersonErased) house.events.get(1);
        assertThat(told.institution()).isNotNull();
        assertThat(told.institution().names()).containsExactly("ورشة فاطمة للنسيج");
        assertThat(((PersonErased) house.events.get(0)).institution()).isNull();
        assertThat(autoEntrepreneur("فاطمة الزهراء", "0612345671"))
                .as("who comes again")
                .isGreaterThan(two);
    }

    private long autoEntrepreneur(String name, String phone) {
        return house.intake
                .add(
                        RegistrationFixture.CYCLE,
                        SIDI_BENNOUR,
                        List.of(new NewRegistration(
                                name,
                                phone,
                                null,
                                Institution.Kind.AUTO_ENTREPRENEUR,
                                "ورشة فاطمة للنسيج",
                                null,
                                "ar",
                                true)),
                        RegistrationFixture.coordinatorOf(SIDI_BENNOUR))
                .get(0);
    }

    private void erase(long id) {
        var entry = house.registrations.find(id).orElseThrow();
        house.transaction.executeWithoutResult(s -> house.keeping.erase(entry, Actor.holder("registration-" + id)));
    }
}
