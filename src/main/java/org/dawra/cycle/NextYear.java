package org.dawra.cycle;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the next year takes over: the recommendations that the president adopts. */
@Service
class NextYear implements AdoptedRecommendations {

    private static final int LONGEST_NOTE = 2_000;

    private final JdbcClient jdbc;
    private final ObjectProvider<RecommendationSource> sources;
    private final Duties duties;
    private final AuditTrail audit;
    private final Clock clock;

    NextYear(
            JdbcClient jdbc,
            ObjectProvider<RecommendationSource> sources,
            Duties duties,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /** All recommendations of the year. */
    List<RecommendationSource.Recommendation> recommendations(CycleId cycle) {
        return sources.stream().flatMap(source -> source.of(cycle).stream()).toList();
    }

    /** Adopts the rows {@code adopted} ({@code id, adopted}) that are ticked, with a {@code note}. */
    @Transactional
    void adopt(CycleId cycle, Fields fields, Actor actor) {
        duties.require(actor, Role.PRESIDENT);
        var known = new LinkedHashMap<Long, RecommendationSource.Recommendation>();
        recommendations(cycle).forEach(r -> known.put(r.id(), r));
        var adopted = new ArrayList<RecommendationSource.Recommendation>();
        for (var row : fields.rows("adopted")) {
            var recommendation = known.get(row.id("id"));
            if (recommendation == null) {
                throw row.refused("adopted", "cycle.adopt.unknown");
            }
            if (row.flag("adopted") && !adopted.contains(recommendation)) {
                adopted.add(recommendation);
            }
        }
        if (draftExists(cycle)) {
            throw new Refused("", "cycle.adopt.twice");
        }
        jdbc.sql("insert into next_year_draft (cycle_id, note, adopted_by, adopted_at) values (?, ?, ?, ?)")
                .param(cycle.value())
                .param(fields.optionalText("note", LONGEST_NOTE))
                .param(actor.userId())
                .param(now())
                .update();
        adopted.forEach(
                r -> jdbc.sql("insert into adopted_recommendation (cycle_id, recommendation_id, text_ar, text_fr)"
                                + " values (?, ?, ?, ?)")
                        .params(cycle.value(), r.id(), r.text().ar(), r.text().fr())
                        .update());
        audit.record(actor.userId(), "recommendations.adopted", "cycle:" + cycle.value());
    }

    /** Opens the draft and closes the year; doing it again changes nothing. */
    @Transactional
    void openDraft(CycleId cycle) {
        jdbc.sql("update next_year_draft set opened_at = ? where cycle_id = ? and opened_at is null")
                .params(now(), cycle.value())
                .update();
        jdbc.sql("update training_cycle set state = 'CLOSED', closed_at = ? where id = ? and state = 'OPEN'")
                .params(now(), cycle.value())
                .update();
    }

    /** What the year that closed last leaves to the next. */
    List<Bilingual> adoptedLast() {
        return adoptedBefore(now());
    }

    @Override
    public List<Bilingual> forCycle(CycleId cycle) {
        return adoptedBefore(jdbc.sql("select opened_at from training_cycle where id = ?")
                .param(cycle.value())
                .query(OffsetDateTime.class)
                .single());
    }

    private List<Bilingual> adoptedBefore(OffsetDateTime moment) {
        return jdbc.sql("""
                        select text_ar, text_fr from adopted_recommendation where cycle_id =
                          (select cycle_id from next_year_draft where opened_at <= ?
                            order by opened_at desc, cycle_id desc fetch first 1 row only)
                         order by recommendation_id
                        """)
                .param(moment)
                .query((row, number) -> new Bilingual(row.getString("text_ar"), row.getString("text_fr")))
                .list();
    }

    private boolean draftExists(CycleId cycle) {
        return jdbc.sql("select count(*) from next_year_draft where cycle_id = ?")
                        .param(cycle.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
