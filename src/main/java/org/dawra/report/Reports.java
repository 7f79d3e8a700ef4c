package org.dawra.report;

import java.time.Instant;
import java.util.Optional;
import org.dawra.cycle.CycleId;

/** The general reports that were published. */
public interface Reports {

    /** So many days after the year's end the report should be there. */
    int DAYS_TO_WRITE = 14;

    /** How many of those who must approve the version at hand have answered; empty before there is one. */
    Optional<Approvals> approvals(CycleId cycle);

    /** So many answers, of so many. */
    record Approvals(int answered, int asked) {}

    /** The published report of the cycle. */
    Optional<PublishedReport> of(CycleId cycle);

    /**
     * A published report.
     *
     * @param document id of the stored PDF
     * @param pressAr id of the press release in Arabic
     * @param pressFr id of the press release in French
     * @param figures id of the workbook
     */
    record PublishedReport(
            CycleId cycle, long document, long pressAr, long pressFr, long figures, Instant publishedAt) {}
}
