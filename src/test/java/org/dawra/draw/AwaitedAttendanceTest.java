package org.dawra.draw;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.UUID;
import org.dawra.award.AwardHouse;
import org.dawra.engine.ProcessMessages;
import org.dawra.training.AttendanceConfirmed;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A half-day that is confirmed wakes the draw, once that is sure. */
class AwaitedAttendanceTest {

    private final ProcessMessages messages = mock(ProcessMessages.class);
    private AwardHouse house;

    @BeforeEach
    void open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new AwardHouse(
                database,
                context -> context.registerBean(ProcessMessages.class, () -> messages),
                Draws.class,
                DrawPapers.class,
                PrizeDrawing.class,
                AwaitedAttendance.class);
        house.get(PrizeDrawing.class).plan(AwardHouse.CYCLE);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theDrawOfTheMeetingIsWokenAfterTheCommit() {
        inTransaction().executeWithoutResult(status -> {
            house.publish(new AttendanceConfirmed(AwardHouse.MEETING));
            verify(messages, never()).signal(any(), any(), any());
        });
        verify(messages).signal(PrizeDraw.KEY, AwardHouse.CYCLE.key(), PrizeDraw.ATTENDANCE_CONFIRMED);
    }

    @Test
    void whatIsRolledBackWakesNobody() {
        inTransaction().executeWithoutResult(status -> {
            house.publish(new AttendanceConfirmed(AwardHouse.MEETING));
            status.setRollbackOnly();
        });
        verify(messages, never()).signal(any(), any(), any());
    }

    private TransactionTemplate inTransaction() {
        return new TransactionTemplate(house.get(PlatformTransactionManager.class));
    }
}
