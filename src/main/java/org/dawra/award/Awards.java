package org.dawra.award;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Nominations, conflicts, scores, proposals and laureates in the database. */
@Repository
class Awards {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Awards(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    void nominate(
            CycleId cycle,
            long institution,
            String province,
            String citationAr,
            @Nullable String citationFr,
            String actor) {
        jdbc.sql("""
                        insert into nomination (cycle_id, institution_id, province, citation_ar, citation_fr,
                            nominated_by, nominated_at, state)
                        values (?, ?, ?, ?, ?, ?, ?, 'NOMINATED')
                        """)
                .params(cycle.value(), institution, province, citationAr, citationFr, actor, now())
                .update();
    }

    List<Nomination> nominations(CycleId cycle) {
        return jdbc.sql("select * from nomination where cycle_id = ? order by id")
                .param(cycle.value())
                .query(Awards::nomination)
                .list();
    }

    List<Nomination> nominees(CycleId cycle) {
        return nominations(cycle).stream()
                .filter(n -> n.state() == Nomination.State.ELIGIBLE)
                .toList();
    }

    void decide(long nomination, Nomination.State state, String reason) {
        jdbc.sql("update nomination set state = ?, reason = ? where id = ? and state = 'NOMINATED'")
                .params(state.name(), reason, nomination)
                .update();
    }

    /** Whether the institution was a laureate of the last cycle before this one that had any. */
    boolean wasLaureateLastTime(long institution, CycleId cycle) {
        return jdbc.sql("""
                        select count(*) from laureate l join nomination n on n.id = l.nomination_id
                        where n.institution_id = ?
                          and l.cycle_id = (select max(cycle_id) from laureate where cycle_id < ?)
                        """)
                        .params(institution, cycle.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    boolean hasDeclared(CycleId cycle, String juror) {
        return jdbc.sql("select count(*) from award_declaration where cycle_id = ? and juror = ?")
                        .params(cycle.value(), juror)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void declare(CycleId cycle, String juror, List<Conflict> conflicts) {
        jdbc.sql("insert into award_declaration (cycle_id, juror, declared_at) values (?, ?, ?)")
                .params(cycle.value(), juror, now())
                .update();
        batches.batchUpdate(
                "insert into award_conflict (nomination_id, juror, reason, declared_at) values (?, ?, ?, ?)",
                conflicts.stream()
                        .map(c -> new Object[] {c.nomination(), juror, c.reason(), now()})
                        .toList());
    }

    /** A juror's reason not to judge a nominee. */
    record Conflict(long nomination, String juror, String reason) {}

    List<Conflict> conflicts(CycleId cycle) {
        return jdbc.sql("""
                        select c.* from award_conflict c join nomination n on n.id = c.nomination_id
                        where n.cycle_id = ? order by c.id
                        """)
                .param(cycle.value())
                .query((row, n) ->
                        new Conflict(row.getLong("nomination_id"), row.getString("juror"), row.getString("reason")))
                .list();
    }

    Set<Long> conflictsOf(CycleId cycle, String juror) {
        var own = new HashSet<Long>();
        conflicts(cycle).stream().filter(c -> c.juror().equals(juror)).forEach(c -> own.add(c.nomination()));
        return own;
    }

    void score(List<Ranking.Score> scores) {
        batches.batchUpdate(
                "insert into award_score (nomination_id, juror, criterion, points, scored_at) values (?, ?, ?, ?, ?)",
                scores.stream()
                        .map(s -> new Object[] {s.nomination(), s.juror(), s.criterion(), s.points(), now()})
                        .toList());
    }

    List<Ranking.Score> scores(CycleId cycle) {
        return jdbc.sql("""
                        select s.* from award_score s join nomination n on n.id = s.nomination_id
                        where n.cycle_id = ? order by s.id
                        """)
                .param(cycle.value())
                .query((row, n) -> new Ranking.Score(
                        row.getString("juror"),
                        row.getLong("nomination_id"),
                        row.getString("criterion"),
                        row.getInt("points")))
                .list();
    }

    void keep(CycleId cycle, Ranking ranking) {
        jdbc.sql("""
                        delete from award_standing
                        where nomination_id in (select id from nomination where cycle_id = ?)
                        """).param(cycle.value()).update();
        batches.batchUpdate(
                """
                        insert into award_standing (nomination_id, points_sum, points_of, mean_place,
                            comparisons_won, comparisons_of, comparison_place)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                ranking.standings().stream()
                        .map(s -> new Object[] {
                            s.nomination(),
                            s.mean().part(),
                            s.mean().whole(),
                            s.meanPlace(),
                            s.comparisons().part(),
                            s.comparisons().whole(),
                            s.comparisonPlace()
                        })
                        .toList());
    }

    /** The ranking as kept; empty before the jury has scored. */
    Ranking ranking(CycleId cycle) {
        return new Ranking(jdbc.sql("""
                        select s.* from award_standing s join nomination n on n.id = s.nomination_id
                        where n.cycle_id = ? order by s.id
                        """)
                .param(cycle.value())
                .query((row, n) -> new Ranking.Standing(
                        row.getLong("nomination_id"),
                        new Ranking.Share(row.getLong("points_sum"), row.getLong("points_of")),
                        row.getObject("mean_place", Integer.class),
                        new Ranking.Share(row.getLong("comparisons_won"), row.getLong("comparisons_of")),
                        row.getObject("comparison_place", Integer.class)))
                .list());
    }

    void propose(
            CycleId cycle,
            int round,
            Proposal.Source source,
            @Nullable String reason,
            String actor,
            List<Proposal.Place> places) {
        jdbc.sql("""
                        insert into award_proposal (cycle_id, round, source, reason, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(cycle.value(), round, source.name(), reason, actor, now())
                .update();
        var id = proposal(cycle).orElseThrow().id();
        batches.batchUpdate(
                "insert into award_proposed (proposal_id, nomination_id, place) values (?, ?, ?)",
                places.stream()
                        .map(p -> new Object[] {id, p.nomination(), p.place()})
                        .toList());
    }

    /** The proposal of the last round. */
    Optional<Proposal> proposal(CycleId cycle) {
        return jdbc.sql("select * from award_proposal where cycle_id = ? order by round desc fetch first 1 rows only")
                .param(cycle.value())
                .query((row, n) -> new Proposal(
                        row.getLong("id"),
                        row.getInt("round"),
                        Proposal.Source.valueOf(row.getString("source")),
                        row.getString("reason"),
                        places(row.getLong("id"))))
                .optional();
    }

    private List<Proposal.Place> places(long proposal) {
        return jdbc.sql("select * from award_proposed where proposal_id = ? order by place, id")
                .param(proposal)
                .query((row, n) -> new Proposal.Place(row.getLong("nomination_id"), row.getInt("place")))
                .list();
    }

    void confirm(long proposal, Proposal.Confirmation confirmation) {
        jdbc.sql("""
                        insert into award_confirmation (proposal_id, confirmer, user_id, decision, note, confirmed_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        proposal,
                        confirmation.confirmer(),
                        confirmation.userId(),
                        confirmation.decision().name(),
                        confirmation.note(),
                        now())
                .update();
    }

    List<Proposal.Confirmation> confirmations(long proposal) {
        return jdbc.sql("select * from award_confirmation where proposal_id = ? order by id")
                .param(proposal)
                .query((row, n) -> new Proposal.Confirmation(
                        row.getString("confirmer"),
                        row.getString("user_id"),
                        Proposal.Decision.valueOf(row.getString("decision")),
                        row.getString("note")))
                .list();
    }

    /** A laureate as kept. */
    record LaureateRow(long id, CycleId cycle, long nomination, int place, long document) {}

    void award(CycleId cycle, long nomination, int place, String codeHash, long document) {
        jdbc.sql("""
                        insert into laureate (cycle_id, nomination_id, place, code_hash, document_id, awarded_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(cycle.value(), nomination, place, codeHash, document, now())
                .update();
    }

    List<LaureateRow> laureates(CycleId cycle) {
        return jdbc.sql("select * from laureate where cycle_id = ? order by place, id")
                .param(cycle.value())
                .query(Awards::laureate)
                .list();
    }

    Optional<LaureateRow> laureateByCode(String codeHash) {
        return jdbc.sql("select * from laureate where code_hash = ?")
                .param(codeHash)
                .query(Awards::laureate)
                .optional();
    }

    /** The laureate whose diploma is this document. */
    Optional<LaureateRow> laureateByDocument(long document) {
        return jdbc.sql("select * from laureate where document_id = ?")
                .param(document)
                .query(Awards::laureate)
                .optional();
    }

    /** Some laureate or other, so that an unknown code is as much work as a known one. */
    Optional<LaureateRow> newestLaureate() {
        return jdbc.sql("select * from laureate order by id desc fetch first 1 rows only")
                .query(Awards::laureate)
                .optional();
    }

    /** The diplomas of an institution, in whatever year. */
    List<Long> diplomasOf(long institution) {
        return jdbc.sql("select l.document_id from laureate l join nomination n on n.id = l.nomination_id"
                        + " where n.institution_id = ?")
                .param(institution)
                .query(Long.class)
                .list();
    }

    /** What people wrote about an institution; who nominated, scored and confirmed it stays. */
    void forgetWords(long institution) {
        var nominations = "(select id from nomination where institution_id = :institution)";
        var proposals = "(select proposal_id from award_proposed where nomination_id in " + nominations + ")";
        for (var statement : List.of(
                "update award_conflict set reason = '—' where nomination_id in " + nominations,
                "update award_proposal set reason = null where id in " + proposals,
                "update award_confirmation set note = null where proposal_id in " + proposals,
                "update nomination set citation_ar = '—', citation_fr = null where institution_id = :institution")) {
            jdbc.sql(statement).param("institution", institution).update();
        }
    }

    private static LaureateRow laureate(ResultSet row, int number) throws SQLException {
        return new LaureateRow(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                row.getLong("nomination_id"),
                row.getInt("place"),
                row.getLong("document_id"));
    }

    private static Nomination nomination(ResultSet row, int number) throws SQLException {
        return new Nomination(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                row.getLong("institution_id"),
                row.getString("province"),
                row.getString("citation_ar"),
                row.getString("citation_fr"),
                Nomination.State.valueOf(row.getString("state")),
                row.getString("reason"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
