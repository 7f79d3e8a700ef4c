package org.dawra.demo;

import org.dawra.access.Role;
import org.dawra.engine.Actor;
import org.dawra.mail.Outbox;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the sample coordinators and the manager do for people without an address: tell each, and tick it. */
@Component
@Profile("demo")
class SampleHandOver {

    private final Outbox outbox;
    private final SamplePeople people;
    private final JdbcClient jdbc;

    SampleHandOver(Outbox outbox, SamplePeople people, JdbcClient jdbc) {
        this.outbox = outbox;
        this.people = people;
        this.jdbc = jdbc;
    }

    /** Ticks whatever waits on the lists; false when nothing does. */
    boolean tickAll(Year year) {
        var waiting = jdbc.sql(
                        "select distinct hand_list from outbox where channel = 'HAND' and state = 'PLANNED' order by hand_list")
                .query(String.class)
                .list();
        if (waiting.isEmpty()) {
            return false;
        }
        year.progress().phase("hand-over");
        for (var province : year.edition().provinces()) {
            var list = Role.COORDINATOR.group(province.code());
            if (waiting.contains(list)) {
                tick(list, people.coordinator(province.code()));
            }
        }
        var managers = Role.PROGRAMME_MANAGER.group();
        if (waiting.contains(managers)) {
            tick(managers, people.one(Role.PROGRAMME_MANAGER));
        }
        return true;
    }

    private void tick(String list, Actor by) {
        for (var line : outbox.handList(list)) {
            if (!line.handed()) {
                outbox.handed(list, line.id(), by.userId());
            }
        }
    }
}
