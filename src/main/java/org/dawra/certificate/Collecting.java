package org.dawra.certificate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The paper certificates in the hall: who has collected theirs, ticked on a phone. */
@Component
class Collecting {

    static final int PAGE = 50;

    private final CollectedRows collected;
    private final CertificateRows rows;
    private final CertificateLists lists;
    private final LifeRows life;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final Clock clock;

    Collecting(
            CollectedRows collected,
            CertificateRows rows,
            CertificateLists lists,
            LifeRows life,
            Accounts accounts,
            AuditTrail audit,
            Clock clock) {
        this.collected = collected;
        this.rows = rows;
        this.lists = lists;
        this.life = life;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A paper on the list.
     *
     * @param tick null while nobody has collected it
     * @param earlier an older version of it was collected, which the present one replaced
     * @param by who ticked it, as others know them
     */
    record Entry(CertificateLists.Line line, CollectedRows.@Nullable Tick tick, boolean earlier, String by) {}

    /** An institution's papers on the page, and its count over all pages. */
    record Group(String institution, CollectedRows.Count count, List<Entry> entries) {}

    /** A page of the list. */
    record Found(List<Group> groups, int all, int pages) {}

    /** Whether the actor hands over the papers of a province: its coordinator, the working team, the programme manager. */
    static boolean hands(Actor actor, String province) {
        return actor.in(Role.WORKING_TEAM.group()) || Reach.keeps(actor, province);
    }

    /**
     * The papers in force of a province.
     *
     * @param words a number, a code, or part of a name; blank for all
     * @param done whether those that were collected, or those left
     */
    Found find(MeetingId meeting, String province, String words, boolean done, int page) {
        var query = lists.query(meeting, words);
        // Who searches for somebody wants to find them, collected or not.
        var which = words.isBlank() ? done : null;
        var all = collected.count(meeting, province, query, which);
        var papers = collected.page(meeting, province, query, which, page * PAGE, PAGE);
        var ticks = collected.ticks(papers.stream().map(Certificate::id).toList());
        var counts = collected.byInstitution(
                meeting,
                province,
                papers.stream().map(Certificate::institution).distinct().toList());
        var names = new LinkedHashMap<String, String>();
        var groups = new LinkedHashMap<Long, List<Entry>>();
        for (var line : lists.lines(meeting, papers)) {
            groups.computeIfAbsent(line.certificate().institution(), fresh -> new ArrayList<>())
                    .add(entry(line, ticks.get(line.certificate().id()), names));
        }
        return new Found(
                groups.entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue(), counts))
                        .toList(),
                all,
                Math.max(1, (all + PAGE - 1) / PAGE));
    }

    private static Group group(long institution, List<Entry> entries, Map<Long, CollectedRows.Count> counts) {
        var holder = entries.get(0).line().holder();
        return new Group(
                holder == null ? "" : holder.institution(),
                counts.getOrDefault(institution, new CollectedRows.Count(0, 0)),
                entries);
    }

    private Entry entry(CertificateLists.Line line, CollectedRows.@Nullable Tick tick, Map<String, String> names) {
        if (tick == null) {
            return new Entry(line, null, false, "");
        }
        if (tick.version() != life.life(line.certificate().id()).version()) {
            return new Entry(line, null, true, "");
        }
        var by = names.computeIfAbsent(
                tick.by(), user -> accounts.find(user).map(Account::displayName).orElse(""));
        return new Entry(line, tick, false, by);
    }

    /** Ticks that a paper was handed over. Whoever ticks twice has ticked once. */
    @Transactional
    void tick(long id, Actor actor) {
        require(id, actor);
        if (collected.tick(id, actor.userId(), clock.instant())) {
            audit.record(actor.userId(), "certificate.collected", "certificate:" + id);
        }
    }

    /** Takes a tick back that was made by mistake. */
    @Transactional
    void undo(long id, Actor actor) {
        require(id, actor);
        if (collected.untick(id)) {
            audit.record(actor.userId(), "certificate.collected.undone", "certificate:" + id);
        }
    }

    private void require(long id, Actor actor) {
        var certificate = rows.find(id).orElseThrow(CertificateLife::nothing);
        if (!hands(actor, certificate.province())) {
            throw CertificateLife.nothing();
        }
    }
}
