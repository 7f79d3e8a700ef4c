package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.registration.RegistrationFixture.CYCLE;
import static org.dawra.registration.RegistrationFixture.EL_JADIDA;
import static org.dawra.registration.RegistrationFixture.MEETING;
import static org.dawra.registration.RegistrationFixture.NOUACEUR;
import static org.dawra.registration.RegistrationFixture.SIDI_BENNOUR;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SeatsAtScaleTest {

    @Test
    void tenThousandPeopleGetTheirSeatsOnH2() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        tenThousandPeopleGetTheirSeats(database);
    }

    @Test
    void tenThousandPeopleGetTheirSeatsOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.builder().start()) {
            tenThousandPeopleGetTheirSeats(postgres.getPostgresDatabase());
        }
    }

    private static void tenThousandPeopleGetTheirSeats(DataSource database) {
        var house = new RegistrationFixture(database);
        house.lists.open(CYCLE);
        house.quotas.putAll(Map.of(SIDI_BENNOUR, 4_000, EL_JADIDA, 3_000, NOUACEUR, 500));
        house.capacity = 8_000;
        house.register(SIDI_BENNOUR, 0, 5_000);
        house.register(EL_JADIDA, 10_000, 2_500);
        house.register(EL_JADIDA, 20_000, 1_500);
        house.register(NOUACEUR, 30_000, 1_000);

        house.allot();

        assertThat(house.seats.of(MEETING)).hasSize(10_000);
        assertThat(house.seatsOf(SIDI_BENNOUR, Seat.State.INVITED)).hasSize(4_000);
        assertThat(house.seatsOf(EL_JADIDA, Seat.State.INVITED)).hasSize(3_000);
        assertThat(house.seatsOf(NOUACEUR, Seat.State.INVITED)).hasSize(500);
        assertThat(house.planned).hasSize(7_500).extracting("purpose").doesNotHaveDuplicates();
        assertThat(house.largestMailBatch).isLessThanOrEqualTo(500);

        var invited = house.seatsOf(NOUACEUR, Seat.State.INVITED);
        house.answer(invited.get(0).id(), SeatAnswers.Answer.DECLINED);
        house.answer(invited.get(1).id(), SeatAnswers.Answer.CONFIRMED);
        assertThat(house.seatsOf(NOUACEUR, Seat.State.INVITED)).hasSize(499);

        house.close();
        assertThat(house.seats.of(MEETING).stream().filter(Seat::admitted)).hasSize(8_000);
        assertThat(house.seats.of(MEETING).stream().filter(Seat::admitted).map(Seat::shortCode))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(house.registrations.accepted(CYCLE)).containsEntry(SIDI_BENNOUR, 5_000);
        var keys = house.registrations.after(new Registrations.Query(CYCLE, NOUACEUR, null, "رقم 30999"), 0, 10);
        assertThat(keys).hasSize(1);
    }
}
