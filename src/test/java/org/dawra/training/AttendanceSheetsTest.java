package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.training.MeetingFixture.EL_JADIDA;
import static org.dawra.training.MeetingFixture.MEETING;
import static org.dawra.training.MeetingFixture.SIDI_BENNOUR;

import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.dawra.document.Documents;
import org.dawra.document.Sheets;
import org.dawra.document.SpecimenPages;
import org.dawra.document.TestStores;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The sheets that the hall signs, as they leave the printer. */
class AttendanceSheetsTest {

    @Test
    void aSheetAHalfDayAndProvinceIsPrintedAndEveryPageOfASampleSaysSo() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var house = new MeetingFixture(database);
        house.planned();
        house.seat(SIDI_BENNOUR, "CONFIRMED", 60);
        house.seat(EL_JADIDA, "CONFIRMED", 2);
        var store = TestStores.on(database, house.clock);
        var sheets = new AttendanceSheets(
                house.programmes,
                house.cycles,
                new Roster(house.seats, house.persons, house.programmes, house.cycles),
                house.book,
                house.seats,
                new Documents(),
                store,
                new Sheets(),
                house.texts,
                house.jdbc);

        sheets.print(MEETING);
        sheets.print(MEETING);

        assertThat(sheets.printed(MEETING))
                .extracting(AttendanceSheets.Printed::halfDay, AttendanceSheets.Printed::province)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("1-MORNING", SIDI_BENNOUR),
                        Tuple.tuple("1-MORNING", EL_JADIDA),
                        Tuple.tuple("1-AFTERNOON", SIDI_BENNOUR),
                        Tuple.tuple("1-AFTERNOON", EL_JADIDA));
        assertThat(sheets.printed(MEETING)).allSatisfy(printed -> {
            var file = store.find(printed.document()).orElseThrow();
            assertThat(file.sample()).isTrue();
            assertThat(SpecimenPages.missingIn(file.bytes())).isEmpty();
        });
    }
}
