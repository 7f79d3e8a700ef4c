package org.dawra.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.cycle.MeetingId;
import org.dawra.document.Codes;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** What holds whatever happened, as far as database and mail server can tell. Asks neither the engine nor our own code. */
final class Promises {

    private static final Set<String> FINAL = Set.of("SENT", "FAILED", "UNKNOWN");
    private static final String INSTANCE = " in (select id_ from act_hi_procinst where proc_def_key_ = '"
            + CertificateIssuing.KEY + "' and business_key_ = ?)";

    private final JdbcTemplate jdbc;
    private final MeetingId meeting;
    private final List<String> broken = new ArrayList<>();

    private Promises(JdbcTemplate jdbc, MeetingId meeting) {
        this.jdbc = jdbc;
        this.meeting = meeting;
    }

    /** A message as the outbox knows it. */
    private record Row(String messageId, String state, boolean uncertain, String paper) {}

    /**
     * Answers which promises are broken.
     *
     * @param received what the mail server has taken since the meeting's certificates were asked for
     * @param doubts how many messages may be in doubt: those that were tried twice, and one for each time of dying
     */
    static List<String> broken(
            JdbcTemplate jdbc,
            MeetingId meeting,
            int people,
            int addresses,
            List<FaultySmtp.Receipt> received,
            long doubts) {
        var promises = new Promises(jdbc, meeting);
        promises.certificates(people);
        promises.documents();
        promises.messages(people, addresses);
        promises.deliveries(received, doubts);
        promises.process();
        promises.rows();
        return promises.broken;
    }

    private void certificates(int people) {
        same("eligible seats", people, count("select count(*) from attended_seat where meeting_id = ?"));
        same("certificates", people, count("select count(*) from certificate where meeting_id = ?"));
        same("issued", people, count("select count(*) from certificate where meeting_id = ? and state = 'ISSUED'"));
        same("seats with one", people, count("select count(distinct seat_id) from certificate where meeting_id = ?"));
        same("last serial", people, count("select max(ordinal) from certificate where meeting_id = ?"));
        same("serials", people, count("select count(distinct ordinal) from certificate where meeting_id = ?"));
        same("steps run", people, count("select sum(step_runs) from certificate where meeting_id = ?"));
        none("codes used twice", "select count(*) - count(distinct code) from certificate where code is not null");
        none(
                "hashes of codes used twice",
                "select count(*) - count(distinct code_hash) from certificate where code is" + " not null");
        none(
                "certificates not printed",
                "select count(*) from certificate where state = 'ISSUED' and print_id is null");
        same(
                "copies printed",
                people,
                count("select coalesce(sum(copies), 0) from certificate_print where meeting_id = ?"));
    }

    private void documents() {
        none(
                "papers of no certificate",
                "select count(*) from document d where d.kind = 'certificate'"
                        + " and not exists (select 1 from certificate c where c.document_id = d.id)");
        none("papers of two certificates", "select count(document_id) - count(distinct document_id) from certificate");
        var names = new HashMap<String, Integer>();
        jdbc.query(
                "select d.id, d.sha256, d.bytes, d.file_name, d.kind from document d where d.id in"
                        + " (select document_id from certificate where meeting_id = ? union"
                        + " select document_id from certificate_print where meeting_id = ? union"
                        + " select hand_over_id from certificate_print where meeting_id = ?)",
                (RowCallbackHandler) row -> {
                    if (!Codes.sha256(row.getBytes("bytes")).equals(row.getString("sha256"))) {
                        broken.add("document " + row.getLong("id") + " does not match its hash");
                    }
                    if (row.getString("kind").equals("certificate")
                            && names.merge(row.getString("file_name"), 1, Integer::sum) > 1) {
                        broken.add("serial " + row.getString("file_name") + " is on two papers");
                    }
                },
                meeting.value(),
                meeting.value(),
                meeting.value());
    }

    private void messages(int people, int addresses) {
        none("purposes with two messages", "select count(*) - count(distinct purpose) from outbox");
        none("Message-IDs used twice", "select count(*) - count(distinct message_id) from outbox");
        same(
                "messages",
                people,
                count("select count(*) from outbox o join certificate c on o.purpose = concat('certificate:', c.id)"
                        + " where c.meeting_id = ?"));
        same(
                "messages by e-mail",
                addresses,
                count("select count(*) from outbox o join certificate c on o.purpose = concat('certificate:', c.id)"
                        + " where c.meeting_id = ? and o.channel = 'EMAIL'"));
    }

    private void deliveries(List<FaultySmtp.Receipt> received, long doubts) {
        var rows = new HashMap<String, Row>();
        jdbc.query(
                "select o.message_id, o.state, o.uncertain, o.next_attempt_at, o.lease_until, o.purpose, d.sha256"
                        + " from outbox o join certificate c on o.purpose = concat('certificate:', c.id)"
                        + " left join document d on d.id = c.document_id"
                        + " where c.meeting_id = ? and o.channel = 'EMAIL'",
                (RowCallbackHandler) row -> {
                    var state = row.getString("state");
                    if (!FINAL.contains(state)
                            || row.getObject("next_attempt_at") != null
                            || row.getObject("lease_until") != null) {
                        broken.add(row.getString("purpose") + " is stuck in " + state);
                    }
                    rows.put(
                            row.getString("message_id"),
                            new Row(
                                    row.getString("message_id"),
                                    state,
                                    row.getBoolean("uncertain"),
                                    row.getString("sha256")));
                },
                meeting.value());
        var doubted = rows.values().stream().filter(Row::uncertain).count();
        if (doubted > doubts) {
            broken.add(doubted + " messages were in doubt, of which at most " + doubts + " can have been on the way");
        }
        Map<String, List<FaultySmtp.Receipt>> copies =
                received.stream().collect(Collectors.groupingBy(FaultySmtp.Receipt::messageId));
        copies.forEach((id, all) -> {
            var row = rows.get(id);
            if (row == null) {
                broken.add("the mail server has a message that the outbox does not know: " + id);
                return;
            }
            if (!row.state().equals("SENT") && !row.state().equals("UNKNOWN")) {
                broken.add(id + " has arrived and is " + row.state());
            }
            if (all.size() > 1 && !row.uncertain()) {
                broken.add(id + " has arrived " + all.size() + " times and was never unknown");
            }
            if (all.stream().flatMap(copy -> copy.papers().stream()).anyMatch(paper -> !paper.equals(row.paper()))) {
                broken.add(id + " has brought another paper than the certificate's");
            }
            if (all.size() > 2) {
                broken.add(id + " has arrived " + all.size() + " times");
            }
            if (all.stream().map(FaultySmtp.Receipt::sha256).distinct().count() > 1) {
                broken.add(id + " has arrived with two contents");
            }
        });
        rows.values().stream()
                .filter(row -> row.state().equals("SENT") && !copies.containsKey(row.messageId()))
                .forEach(row -> broken.add(row.messageId() + " is SENT and has not arrived"));
    }

    private void process() {
        same(
                "runs of the process",
                1,
                count(
                        "select count(*) from act_hi_procinst where proc_def_key_ = '" + CertificateIssuing.KEY
                                + "' and business_key_ = ?",
                        meeting.key()));
        same(
                "incidents",
                0,
                count("select count(*) from act_ru_incident where proc_inst_id_" + INSTANCE, meeting.key()));
        var undelivered = count(
                "select count(*) from outbox where purpose_group = ? and state in ('FAILED', 'UNKNOWN')",
                CertificateIssuing.KEY + ":" + meeting.key());
        same(
                "tasks for what was not delivered",
                undelivered > 0 ? 1 : 0,
                count("select count(*) from act_ru_task where proc_inst_id_" + INSTANCE, meeting.key()));
    }

    private long count(String sql) {
        return count(sql, meeting.value());
    }

    private long count(String sql, Object argument) {
        var answer = jdbc.queryForObject(sql, Long.class, argument);
        return answer == null ? 0 : answer;
    }

    /** Part of a transaction that was never committed is counted by H2 and not found, or found by some. */
    private void rows() {
        if (!"H2".equals(jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()))) {
            return;
        }
        jdbc.queryForList(
                        "select table_name from information_schema.tables"
                                + " where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'",
                        String.class)
                .forEach(table -> none(
                        "rows of " + table + " that are counted and not found",
                        "select (select count(*) from \"" + table + "\")"
                                + " - (select count(*) from (select _rowid_ as place from \"" + table
                                + "\" order by place))"));
    }

    private void same(String what, long expected, long found) {
        if (expected != found) {
            broken.add(what + ": " + found + " instead of " + expected);
        }
    }

    private void none(String what, String sql) {
        var found = jdbc.queryForObject(sql, Long.class);
        if (found == null || found != 0) {
            broken.add(what + ": " + found);
        }
    }
}
