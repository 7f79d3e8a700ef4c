package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How many wrong questions are borne. */
class VerificationThrottleTest {

    private Instant now = Instant.parse("2026-02-01T10:00:00Z");
    private final VerificationThrottle throttle = new VerificationThrottle(new Clock() {
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
    void aNetworkWaitsAfterItsLimitUntilTheWindowIsOverAndNoLonger() {
        wrong("203.0.113.1", VerificationThrottle.PER_NETWORK);
        now = now.plusSeconds(60);
        assertThat(throttle.asked("203.0.113.1", false))
                .isEqualTo(VerificationThrottle.WINDOW.minusSeconds(60).toSeconds() + 1);
        assertThat(throttle.asked("203.0.113.2", false)).isZero();
        now = now.plus(VerificationThrottle.WINDOW);
        assertThat(throttle.asked("203.0.113.1", false)).isZero();
    }

    @Test
    void whatIsKnownCostsNothingAndIsNeverRefused() {
        for (var i = 0; i < 10_000; i++) {
            assertThat(throttle.asked("203.0.113.1", true)).isZero();
        }
        wrong("203.0.113.1", VerificationThrottle.PER_NETWORK);
        assertThat(throttle.asked("203.0.113.1", false)).isPositive();
        assertThat(throttle.asked("203.0.113.1", true)).isZero();
    }

    @Test
    void filesAreCountedByThemselvesAndMoreOfThemAreLookedAt() {
        wrong("203.0.113.1", VerificationThrottle.PER_NETWORK);
        assertThat(throttle.asked("203.0.113.1", false)).isPositive();
        for (var i = 0; i < VerificationThrottle.FILES_PER_NETWORK; i++) {
            assertThat(throttle.presented("203.0.113.1", false)).isZero();
        }
        assertThat(throttle.presented("203.0.113.1", false)).isPositive();
        assertThat(throttle.presented("203.0.113.1", true)).isZero();
        assertThat(throttle.presented("203.0.113.2", false)).isZero();
    }

    @Test
    void aHolderOfManyAddressesIsOneOrIsStoppedTogetherWithTheRest() {
        for (var i = 0; i < VerificationThrottle.PER_NETWORK; i++) {
            throttle.asked("2001:db8:1:2::" + Integer.toHexString(i), false);
        }
        assertThat(throttle.asked("2001:db8:1:2:ffff::1", false)).isPositive();
        assertThat(throttle.asked("2001:db8:1:3::1", false)).isZero();
        for (var i = 0; i < VerificationThrottle.TOGETHER; i++) {
            throttle.asked("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256, false);
        }
        assertThat(throttle.asked("192.0.2.200", false)).as("somebody new").isPositive();
        assertThat(throttle.asked("192.0.2.200", true)).isZero();
        now = now.plus(VerificationThrottle.WINDOW).plus(Duration.ofSeconds(1));
        assertThat(throttle.asked("192.0.2.201", false)).isZero();
    }

    private void wrong(String address, int times) {
        for (var i = 0; i < times; i++) {
            assertThat(throttle.asked(address, false)).isZero();
        }
    }
}
