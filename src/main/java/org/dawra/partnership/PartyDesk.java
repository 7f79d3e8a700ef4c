package org.dawra.partnership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.cycle.Edition.Network;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.StoredDocument;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a party sees of its agreement, and the way its answers take into the process. */
@Service
class PartyDesk {

    private final AgreementRows rows;
    private final AgreementReview review;
    private final AgreementSigning signing;
    private final TrainingCycles cycles;
    private final DocumentStore store;
    private final HumanTasks tasks;

    PartyDesk(
            AgreementRows rows,
            AgreementReview review,
            AgreementSigning signing,
            TrainingCycles cycles,
            DocumentStore store,
            HumanTasks tasks) {
        this.rows = rows;
        this.review = review;
        this.signing = signing;
        this.cycles = cycles;
        this.store = store;
        this.tasks = tasks;
    }

    /** A party that came in by its link or its login. */
    record Visit(Agreement agreement, AgreementParty party) {}

    /** Where the agreement stands for this party. */
    enum Step {
        REVIEW,
        REVIEW_OTHERS,
        REVISION,
        SIGN,
        SIGN_OTHERS,
        SIGN_NETWORK,
        PAPER,
        SEALING,
        SIGNED,
        DECLINED
    }

    /** What the page shows. */
    record View(
            Step step,
            int version,
            AgreementContent content,
            String sha256,
            Instant sealedAt,
            Instant reviewDue,
            List<Side> sides,
            List<Remark> remarks,
            boolean sample,
            boolean institutions,
            boolean electronicPossible,
            Signing usualSigning,
            Network network,
            @Nullable String networkRefusal) {}

    /** A party by name with its commitments; joint ones have no name. */
    record Side(@Nullable AgreementText name, List<Commitment> commitments) {}

    /** What this party said to a version. */
    record Remark(
            int version, PartyDecision.Kind kind, @Nullable String comment, Instant at) {}

    /** Who holds this link. Empty for an unknown one, and once the agreement has lapsed: both look alike. */
    @Transactional(readOnly = true)
    public Optional<Visit> byToken(String token) {
        return rows.byToken(Codes.hash(token))
                .flatMap(holder -> rows.find(holder.agreement()).map(a -> new Visit(a, holder.party())))
                .filter(PartyDesk::isOpen);
    }

    /** The party for which this account acts. */
    @Transactional(readOnly = true)
    public Optional<Visit> byLogin(long agreement, Actor actor) {
        return rows.find(agreement)
                .flatMap(a -> rows.parties(agreement).stream()
                        .filter(p -> actor.userId().equals(p.userId()))
                        .findFirst()
                        .map(p -> new Visit(a, p)))
                .filter(PartyDesk::isOpen)
                .filter(visit -> sealed(visit.agreement()).isPresent());
    }

    @Transactional(readOnly = true)
    public View view(Visit visit) {
        var agreement = visit.agreement();
        var version = sealed(agreement).orElseThrow();
        var cycle = cycles.get(agreement.cycle());
        return new View(
                step(visit, version),
                version.number(),
                version.content(),
                version.seal().sha256(),
                version.seal().at(),
                version.seal().reviewDue(),
                sides(agreement, version.content(), cycle.edition().network()),
                remarks(visit),
                agreement.sample(),
                agreement.kind() == AgreementKind.INSTITUTIONS,
                review.electronicPossible(agreement),
                agreement.usualSigning(),
                cycle.edition().network(),
                rows.withheld(agreement.id()).stream()
                        .filter(AgreementRows.Withheld::declined)
                        .map(AgreementRows.Withheld::reason)
                        .findFirst()
                        .orElse(null));
    }

    /** The file to read: the signed one once it exists, else the version asked for, else the one at hand. */
    @Transactional(readOnly = true)
    public Optional<StoredDocument> document(Visit visit, @Nullable Integer number) {
        var agreement = visit.agreement();
        if (number == null && agreement.finalDocument() != null) {
            return store.find(agreement.finalDocument());
        }
        return rows.versions(agreement.id()).stream()
                .filter(v -> v.sealed() != null && (number == null || v.number() == number))
                .findFirst()
                .flatMap(v -> store.find(v.seal().document()));
    }

    /**
     * Completes the party's task. Another party that answers in the same moment may win the engine's race; then the task
     * is still there and the answer is given once more.
     *
     * @throws HumanTasks.NoSuchTask when there is nothing (left) to do
     */
    void submit(Visit visit, String element, Map<String, ?> fields) {
        try {
            tasks.submit(waiting(visit, element), actor(visit), fields);
        } catch (HumanTasks.NoSuchTask lostTheRace) {
            tasks.submit(waiting(visit, element), actor(visit), fields);
        }
    }

    /** In whose name the visitor acts, by link or logged in. */
    Actor actor(Visit visit) {
        return Actor.holder(visit.party().assignee());
    }

    private String waiting(Visit visit, String element) {
        return task(visit, element).map(HumanTask::id).orElseThrow(HumanTasks.NoSuchTask::new);
    }

    /** The party's task of this kind, while it waits. */
    Optional<HumanTask> task(Visit visit, String element) {
        return tasks.waiting(PartnershipAgreement.KEY, visit.agreement().key()).stream()
                .filter(task -> task.definitionKey().equals(element))
                .filter(task -> visit.party().assignee().equals(task.assignee()))
                .findFirst();
    }

    private Step step(Visit visit, AgreementVersion version) {
        var agreement = visit.agreement();
        return switch (agreement.state()) {
            case DRAFT, CHANGES_ASKED -> Step.REVISION;
            case IN_REVIEW ->
                rows.decisions(version.id()).stream()
                                .anyMatch(d -> d.party() == visit.party().id())
                        ? Step.REVIEW_OTHERS
                        : Step.REVIEW;
            case SIGNING -> signingStep(agreement, visit.party());
            case SIGNED -> Step.SIGNED;
            case DECLINED, EXPIRED -> Step.DECLINED;
        };
    }

    private Step signingStep(Agreement agreement, AgreementParty party) {
        var missing = signing.missing(agreement);
        if (missing.isEmpty()) {
            return Step.SEALING;
        }
        if (agreement.signing() != Signing.ELECTRONIC) {
            return Step.PAPER;
        }
        if (missing.contains(party.code())) {
            return Step.SIGN;
        }
        var others = rows.parties(agreement.id()).stream().anyMatch(p -> missing.contains(p.code()));
        return others ? Step.SIGN_OTHERS : Step.SIGN_NETWORK;
    }

    private Optional<AgreementVersion> sealed(Agreement agreement) {
        return rows.versions(agreement.id()).stream()
                .filter(v -> v.sealed() != null)
                .findFirst();
    }

    private List<Side> sides(Agreement agreement, AgreementContent content, Network network) {
        var sides = new ArrayList<Side>();
        if (agreement.kind() == AgreementKind.PARTNER) {
            sides.add(new Side(AgreementText.of(network.name()), content.by(Commitment.NETWORK)));
        }
        rows.parties(agreement.id()).forEach(p -> sides.add(new Side(p.name(), content.by(p.code()))));
        sides.add(new Side(null, content.by(Commitment.ALL)));
        sides.removeIf(side -> side.name() == null && side.commitments().isEmpty());
        return sides;
    }

    private List<Remark> remarks(Visit visit) {
        var remarks = new ArrayList<Remark>();
        for (var version : rows.versions(visit.agreement().id())) {
            rows.decisions(version.id()).stream()
                    .filter(d -> d.party() == visit.party().id())
                    .map(d -> new Remark(version.number(), d.kind(), d.comment(), d.at()))
                    .forEach(remarks::add);
        }
        return remarks;
    }

    private static boolean isOpen(Visit visit) {
        return visit.agreement().state() != AgreementState.EXPIRED;
    }
}
