package org.dawra.partnership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/**
 * An agreement as lists, reports and the progress page show it.
 *
 * @param code the edition's code of the partner or of the agreement
 * @param partiesAr names of the parties, the network not among them
 * @param partiesFr the same in French, in Arabic where there is no French
 * @param titleAr of the version at hand; of the edition before there is one
 * @param version number of the version at hand, 0 before the first
 * @param since when it came into its state
 * @param signing PAPER or ELECTRONIC once the parties have approved
 * @param signedOn local date of the last signature
 * @param document id of the final sealed file
 */
public record AgreementLine(
        long id,
        CycleId cycle,
        AgreementKind kind,
        String code,
        AgreementState state,
        List<String> partiesAr,
        List<String> partiesFr,
        String titleAr,
        @Nullable String titleFr,
        int version,
        Instant since,
        @Nullable String signing,
        @Nullable LocalDate signedOn,
        @Nullable Long document) {

    public AgreementLine {
        partiesAr = List.copyOf(partiesAr);
        partiesFr = List.copyOf(partiesFr);
    }
}
