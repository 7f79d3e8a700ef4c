package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private Instant now = Instant.parse("2026-01-10T09:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void fourMistakesAreFree() {
        fail(4, "someone", "10.0.0.1");
        assertThatCode(() -> throttle.check("someone", "10.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void theFifthCostsAPauseThatGrows() {
        fail(5, "someone", "10.0.0.1");
        assertThat(waitFor("someone", "10.0.0.2")).isEqualTo(16);
        now = now.plusSeconds(16);
        assertThatCode(() -> throttle.check("someone", "10.0.0.1")).doesNotThrowAnyException();
        fail(1, "someone", "10.0.0.1");
        assertThat(waitFor("someone", "10.0.0.1")).isEqualTo(31);
    }

    @Test
    void thePauseNeverExceedsAQuarterOfAnHour() {
        fail(25, "someone", "10.0.0.1");
        assertThat(waitFor("someone", "10.0.0.9")).isEqualTo(901);
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() {
        for (var i = 0; i < 30; i++) {
            fail(1, "account-" + i, "10.0.0.1");
        }
        assertThat(waitFor("another", "10.0.0.1")).isEqualTo(16);
        assertThatCode(() -> throttle.check("another", "10.0.0.2")).doesNotThrowAnyException();
    }

    @Test
    void successAndAnHoursRestForget() {
        fail(4, "someone", "10.0.0.1");
        throttle.succeeded("someone");
        fail(1, "someone", "10.0.0.1");
        assertThatCode(() -> throttle.check("someone", "10.0.0.1")).doesNotThrowAnyException();
        fail(8, "other", "10.0.0.3");
        now = now.plus(Duration.ofHours(2));
        fail(1, "other", "10.0.0.3");
        assertThatCode(() -> throttle.check("other", "10.0.0.3")).doesNotThrowAnyException();
    }

    private void fail(int times, String account, String address) {
        for (var i = 0; i < times; i++) {
            throttle.failed(account, address);
        }
    }

    private long waitFor(String account, String address) {
        var seconds = new long[1];
        assertThatThrownBy(() -> throttle.check(account, address))
                .isInstanceOfSatisfying(LoginThrottle.Wait.class, wait -> seconds[0] = wait.seconds());
        return seconds[0];
    }
}
