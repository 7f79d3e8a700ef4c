package org.dawra.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dawra.cycle.MeetingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The print files of certificates, and what is in none yet. */
@Repository
class PrintRows {

    private static final String UNPRINTED = "state = 'ISSUED' and print_id is null and not erased";

    /** In the order of an index, as {@link CertificateRows#NEXT_OF_LANE}. */
    static final String NEXT_TO_PRINT = CertificateRows.SELECT + "where meeting_id = ? and " + UNPRINTED
            + " order by meeting_id, print_id, province, ordinal";

    private static final String PRINTS = "select p.id, p.meeting_id, p.province, p.print_round, p.copies,"
            + " p.document_id, p.hand_over_id, d.state from certificate_print p"
            + " join document d on d.id = p.document_id ";

    private final JdbcClient jdbc;

    PrintRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A print file with its hand-over list; {@code erased} when its bytes had to go with somebody's data. */
    record PrintFile(
            long id,
            MeetingId meeting,
            String province,
            int round,
            int copies,
            long document,
            long handOver,
            boolean erased) {}

    /** The first issued certificates of one province that are in no print file, in order; at most {@code limit}. */
    List<Certificate> unprinted(MeetingId meeting, int limit) {
        var first = jdbc.sql(NEXT_TO_PRINT + " fetch first " + limit + " rows only")
                .param(meeting.value())
                .query(CertificateRows::row)
                .list();
        return first.stream()
                .takeWhile(one -> one.province().equals(first.get(0).province()))
                .toList();
    }

    boolean hasUnprinted(MeetingId meeting) {
        return jdbc.sql("select id from certificate where meeting_id = ? and " + UNPRINTED + " fetch first 1 rows only")
                .param(meeting.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    void printed(
            MeetingId meeting, String province, List<Long> certificates, long document, long handOver, Instant at) {
        var round = jdbc.sql("select coalesce(max(print_round), 0) + 1 from certificate_print"
                        + " where meeting_id = ? and province = ?")
                .params(meeting.value(), province)
                .query(Integer.class)
                .single();
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into certificate_print (meeting_id, province, print_round, copies, document_id, hand_over_id,"
                        + " printed_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        meeting.value(),
                        province,
                        round,
                        certificates.size(),
                        document,
                        handOver,
                        CertificateRows.utc(at))
                .update(key, "id");
        var print = key.getKeyAs(Long.class);
        for (var from = 0; from < certificates.size(); from += 500) {
            jdbc.sql("update certificate set print_id = :print where id in (:ids)")
                    .param("print", print)
                    .param("ids", certificates.subList(from, Math.min(from + 500, certificates.size())))
                    .update();
        }
    }

    List<PrintFile> prints(MeetingId meeting) {
        return jdbc.sql(PRINTS + "where p.meeting_id = ? order by p.province, p.print_round")
                .param(meeting.value())
                .query(PrintRows::print)
                .list();
    }

    Optional<PrintFile> print(long id) {
        return jdbc.sql(PRINTS + "where p.id = ?")
                .param(id)
                .query(PrintRows::print)
                .optional();
    }

    /** The certificates of a print file that may still be printed. */
    List<Certificate> printable(PrintFile print) {
        return jdbc.sql(CertificateRows.SELECT
                        + "where print_id = ? and state = 'ISSUED' and not erased order by ordinal")
                .param(print.id())
                .query(CertificateRows::row)
                .list();
    }

    /** Puts new files in the place of the old; answers false when somebody else has done so meanwhile. */
    boolean reprinted(PrintFile print, int copies, long document, long handOver, Instant at) {
        return jdbc.sql("update certificate_print set copies = ?, document_id = ?, hand_over_id = ?, printed_at = ?"
                                + " where id = ? and document_id = ?")
                        .params(copies, document, handOver, CertificateRows.utc(at), print.id(), print.document())
                        .update()
                == 1;
    }

    private static PrintFile print(ResultSet row, int n) throws SQLException {
        return new PrintFile(
                row.getLong("id"),
                new MeetingId(row.getLong("meeting_id")),
                row.getString("province"),
                row.getInt("print_round"),
                row.getInt("copies"),
                row.getLong("document_id"),
                row.getLong("hand_over_id"),
                row.getString("state").equals("ERASED"));
    }

    boolean isPrintDocument(long document) {
        return jdbc.sql("select count(*) from certificate_print where document_id = ? or hand_over_id = ?")
                        .params(document, document)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
