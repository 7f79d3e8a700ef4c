package org.dawra.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Computes the whole chain again and names the first row that does not fit. What it finds by itself: a changed row,
 * swapped rows, a deleted row or link, a row that was slipped in. A tail that was cut off cleanly, or a chain that was
 * computed anew, only shows against a head that somebody kept: the days' heads in the database, and those given.
 */
@Component
class ChainVerifier {

    private static final int PAGE = 5_000;
    private static final Pattern GIVEN = Pattern.compile("(?:([0-9]{1,18}):)?([0-9a-f]{64})");

    private final JdbcTemplate jdbc;

    ChainVerifier(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was found.
     *
     * @param head the last link, as far as the chain could be walked
     * @param waiting rows that are recorded and not chained yet
     * @param broken what is wrong at the first place that does not fit, or null
     */
    record Finding(AuditHead head, long waiting, @Nullable String broken) {}

    /** A head that the chain must contain; position 0 when only its hash is known. */
    record Expected(long position, String hash, String source) {

        /** Reads {@code HASH} or {@code POSITION:HASH}. Throws {@link IllegalArgumentException} when it is neither. */
        static Expected given(String text) {
            var match = GIVEN.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!match.matches()) {
                throw new IllegalArgumentException("Not a head: " + text + ". It is 64 hexadecimal digits, with the"
                        + " position and a colon in front or not.");
            }
            var position = match.group(1);
            return new Expected(position == null ? 0 : Long.parseLong(position), match.group(2), "the head given");
        }
    }

    private record Link(
            long position,
            long entryId,
            String hash,
            @Nullable Row row) {}

    private record Row(Instant at, String actor, String deed, String subject) {}

    Finding verify(Collection<Expected> given) {
        var expected = new ArrayList<>(given);
        expected.addAll(jdbc.query(
                "select head_day, chain_position, hash from audit_head",
                (row, number) -> new Expected(row.getLong(2), row.getString(3), "the head of " + row.getDate(1))));
        expected.sort(Comparator.comparing(Expected::position));
        var met = new ArrayList<Expected>();
        var good = AuditHead.NONE;
        while (true) {
            var links = links(good.position());
            for (var link : links) {
                var broken = broken(good, link);
                if (broken != null) {
                    return new Finding(good, waiting(), broken);
                }
                good = new AuditHead(link.position(), link.hash());
                for (var head : expected) {
                    if (head.hash().equals(good.hash())
                            && (head.position() == 0 || head.position() == good.position())) {
                        met.add(head);
                    }
                }
            }
            if (links.size() < PAGE) {
                break;
            }
        }
        var broken = missed(expected, met, good);
        return new Finding(good, waiting(), broken == null ? unchained() : broken);
    }

    private static @Nullable String broken(AuditHead before, Link link) {
        var position = before.position() + 1;
        if (link.position() != position) {
            return "row " + position + " is missing: the chain goes on with row " + link.position();
        }
        var row = link.row();
        if (row == null) {
            return "row " + position + " is missing: its link is there, entry " + link.entryId() + " is not";
        }
        var hash =
                ChainHash.of(before.hash(), position, link.entryId(), row.at(), row.actor(), row.deed(), row.subject());
        return hash.equals(link.hash()) ? null : "row " + position + " (entry " + link.entryId() + ") was changed";
    }

    /** The first expected head that the chain does not contain, told with the last one before it that it does. */
    private static @Nullable String missed(List<Expected> expected, List<Expected> met, AuditHead end) {
        var safe = met.stream().mapToLong(Expected::position).max().orElse(0);
        for (var head : expected) {
            if (met.contains(head)) {
                continue;
            }
            if (head.position() > end.position()) {
                return "row " + (end.position() + 1) + " is missing: the chain ends at row " + end.position() + ", "
                        + head.source() + " is that of row " + head.position();
            }
            if (head.position() > 0) {
                var before = met.stream()
                        .mapToLong(Expected::position)
                        .filter(p -> p < head.position())
                        .max()
                        .orElse(0);
                return "row " + head.position() + " has another hash than " + head.source()
                        + ": rows were rewritten from row " + (before + 1) + " on at the earliest, row "
                        + head.position() + " at the latest";
            }
            return "no row has the hash of " + head.source() + " (" + head.hash()
                    + "): the tail was cut off or rows were" + " rewritten" + (safe > 0 ? " after row " + safe : "");
        }
        return null;
    }

    private @Nullable String unchained() {
        var stray = jdbc.queryForList(
                "select min(e.id) from audit_entry e"
                        + " where not exists (select 1 from audit_chain c where c.entry_id = e.id)"
                        + " and not exists (select 1 from audit_pending p where p.entry_id = e.id)",
                Long.class);
        var id = stray.isEmpty() ? null : stray.get(0);
        return id == null ? null : "entry " + id + " has no link: it was slipped in, or its link was deleted";
    }

    private long waiting() {
        var waiting = jdbc.queryForObject("select count(*) from audit_pending", Long.class);
        return waiting == null ? 0 : waiting;
    }

    private List<Link> links(long after) {
        return jdbc.query(
                "select c.chain_position, c.entry_id, c.hash, e.id, e.at, e.actor, e.deed, e.subject from audit_chain c"
                        + " left join audit_entry e on e.id = c.entry_id where c.chain_position > ?"
                        + " order by c.chain_position fetch first " + PAGE + " rows only",
                ChainVerifier::read,
                after);
    }

    private static Link read(ResultSet row, int number) throws SQLException {
        row.getLong(4);
        var found = row.wasNull()
                ? null
                : new Row(
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8));
        return new Link(row.getLong(1), row.getLong(2), row.getString(3), found);
    }
}
