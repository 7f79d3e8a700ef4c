package org.dawra.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.draw.DrawResults;
import org.dawra.draw.DrawVerifier;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What must hold after a year, whatever happened in it; counted in SQL over the tables themselves. */
@Component
@Profile("demo")
class Invariants {

    private final JdbcClient jdbc;
    private final DocumentStore documents;
    private final DrawResults draws;
    private final ProcessHistory history;
    private final HumanTasks tasks;

    Invariants(JdbcClient jdbc, DocumentStore documents, DrawResults draws, ProcessHistory history, HumanTasks tasks) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.draws = draws;
        this.history = history;
        this.tasks = tasks;
    }

    /** Each invariant by name, and whether it holds. */
    Map<String, Boolean> check(CycleId cycle) {
        var results = new LinkedHashMap<String, Boolean>();
        results.put("oneCertificateForEachEligibleSeat", none("""
                select count(*) from attended_seat a
                where not exists (select 1 from certificate c where c.seat_id = a.seat_id and c.state = 'ISSUED')
                """) && none("""
                select count(*) from certificate c where c.state = 'ISSUED'
                and not exists (select 1 from attended_seat a where a.seat_id = c.seat_id)
                """));
        results.put(
                "noSeatHasTwoCertificates",
                none(
                        "select count(*) from (select seat_id from certificate group by seat_id having count(*) > 1) twice"));
        results.put("noCertificateLeftPlanned", none("select count(*) from certificate where state <> 'ISSUED'"));
        results.put("eachCertificateIssuedByOneStep", none("select count(*) from certificate where step_runs <> 1"));
        results.put(
                "codesAreUnique",
                none(
                        "select count(*) from (select code_hash from certificate group by code_hash having count(*) > 1) twice"));
        results.put(
                "noPurposeHasTwoMessages",
                none("select count(*) from (select purpose from outbox group by purpose having count(*) > 1) twice"));
        results.put("noMailIsStuck", none("""
                select count(*) from outbox where channel = 'EMAIL' and state in ('PLANNED', 'SENDING', 'RETRY')
                """));
        results.put("everyStoredHashMatches", everyHashMatches());
        results.put("theDrawCanBeComputedAgain", drawRecomputes(cycle));
        results.put("noStepFailed", history.incidents().isEmpty());
        results.put("nobodyIsLeftWaiting", tasks.all().isEmpty());
        results.put("noSeatBeyondTheCapacity", none("""
                select count(*) from (
                    select meeting_id, count(*) as taken from seat
                    where state in ('INVITED', 'CONFIRMED') group by meeting_id) t
                join training_meeting m on m.id = t.meeting_id
                where t.taken > m.capacity
                """));
        results.put("nothingIsLeftToHandOver", none("""
                select count(*) from outbox where channel = 'HAND' and state = 'PLANNED'
                """));
        return results;
    }

    private boolean none(String count) {
        return jdbc.sql(count).query(Long.class).single() == 0;
    }

    private boolean everyHashMatches() {
        var ids = jdbc.sql("select id from document where bytes is not null order by id")
                .query(Long.class)
                .list();
        return ids.stream()
                .allMatch(id -> documents
                        .find(id)
                        .map(d -> {
                            var bytes = d.bytes();
                            return bytes != null && Codes.sha256(bytes).equals(d.sha256());
                        })
                        .orElse(false));
    }

    private boolean drawRecomputes(CycleId cycle) {
        var draw = draws.of(cycle).orElse(null);
        if (draw == null) {
            return true;
        }
        var id = draw.recordDocument();
        if (id == null) {
            return draw.poolSize() == 0;
        }
        var bytes = documents.find(id).orElseThrow().bytes();
        return bytes != null
                && DrawVerifier.check(new String(bytes, StandardCharsets.UTF_8)).isEmpty();
    }
}
