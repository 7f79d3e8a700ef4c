package org.dawra.demo;

import java.time.Clock;
import org.dawra.engine.PlayedClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** While a year is played, everybody goes by the clock of that year. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class PlayedTime {

    @Bean
    @Primary
    PlayedClock playedClock() {
        return new PlayedClock(Clock.systemUTC());
    }
}
