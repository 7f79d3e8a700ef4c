package org.dawra.partnership;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The agreements of a year, for those who show or count them. */
@Service
public class Agreements {

    private final AgreementRows rows;
    private final AgreementDrafting drafting;
    private final TrainingCycles cycles;

    Agreements(AgreementRows rows, AgreementDrafting drafting, TrainingCycles cycles) {
        this.rows = rows;
        this.drafting = drafting;
        this.cycles = cycles;
    }

    /** All agreements of the cycle in the order in which they were opened. */
    @Transactional(readOnly = true)
    public List<AgreementLine> of(CycleId cycle) {
        return rows.of(cycle).stream().map(this::line).toList();
    }

    /** How many agreements are in each state; every state is there. */
    @Transactional(readOnly = true)
    public Map<AgreementState, Integer> counts(CycleId cycle) {
        var counts = new EnumMap<AgreementState, Integer>(AgreementState.class);
        for (var state : AgreementState.values()) {
            counts.put(state, 0);
        }
        rows.of(cycle).forEach(agreement -> counts.merge(agreement.state(), 1, Integer::sum));
        return counts;
    }

    /** How many agreements of each kind are in each state; what does not occur is missing. */
    @Transactional(readOnly = true)
    public Map<AgreementKind, Map<AgreementState, Integer>> countsByKind(CycleId cycle) {
        var counts = new EnumMap<AgreementKind, Map<AgreementState, Integer>>(AgreementKind.class);
        rows.of(cycle)
                .forEach(agreement -> counts.computeIfAbsent(
                                agreement.kind(), kind -> new EnumMap<>(AgreementState.class))
                        .merge(agreement.state(), 1, Integer::sum));
        return counts;
    }

    /** How far each agreement of the cycle is that has a version. */
    @Transactional(readOnly = true)
    public List<AgreementProgress> progress(CycleId cycle) {
        var confirmers = cycles.get(cycle).edition().confirmers().size();
        return rows.of(cycle).stream()
                .flatMap(agreement ->
                        rows.latest(agreement.id()).map(version -> progress(agreement, version, confirmers)).stream())
                .toList();
    }

    private AgreementProgress progress(Agreement agreement, AgreementVersion version, int confirmers) {
        var signatures = rows.signatures(agreement.id());
        var electronic = agreement.signing() == Signing.ELECTRONIC;
        return new AgreementProgress(
                agreement.id(),
                rows.decisions(version.id()).size(),
                rows.parties(agreement.id()).size(),
                (int) signatures.stream().filter(s -> s.party() != null).count(),
                electronic
                        ? (int) signatures.stream()
                                .filter(s -> s.party() == null)
                                .count()
                        : 0,
                electronic && agreement.kind() == AgreementKind.PARTNER ? confirmers : 0,
                agreement.signing() == null
                        ? null
                        : AgreementProgress.Way.valueOf(agreement.signing().name()),
                agreement.state() == AgreementState.SIGNED);
    }

    AgreementLine line(Agreement agreement) {
        var parties = rows.parties(agreement.id());
        var content = drafting.proposed(agreement);
        return new AgreementLine(
                agreement.id(),
                agreement.cycle(),
                agreement.kind(),
                agreement.code(),
                agreement.state(),
                parties.stream().map(party -> party.name().ar()).toList(),
                parties.stream().map(party -> party.name().french()).toList(),
                content.title().ar(),
                content.title().fr(),
                rows.latest(agreement.id()).map(AgreementVersion::number).orElse(0),
                agreement.since(),
                agreement.signing() == null ? null : agreement.signing().name(),
                agreement.signedOn(),
                agreement.finalDocument());
    }
}
