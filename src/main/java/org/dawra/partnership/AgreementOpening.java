package org.dawra.partnership;

import java.util.ArrayList;
import java.util.List;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens the agreements that an edition names; opening twice opens nothing more. */
@Service
class AgreementOpening {

    private static final String ENGINE = "engine";

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final AuditTrail audit;

    AgreementOpening(AgreementRows rows, TrainingCycles cycles, Accounts accounts, AuditTrail audit) {
        this.rows = rows;
        this.cycles = cycles;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** One agreement a partner; answers the ids in the edition's order. */
    @Transactional
    public List<String> withPartners(CycleId id) {
        var edition = cycles.get(id).edition();
        var ids = new ArrayList<String>();
        for (var partner : edition.partners()) {
            var existing = rows.find(id, AgreementKind.PARTNER, partner.code());
            if (existing.isPresent()) {
                ids.add(existing.get().key());
                continue;
            }
            var agreement = open(id, AgreementKind.PARTNER, partner.code(), partner.signs(), edition);
            var official = accounts.withRole(Role.PARTNER, partner.code()).stream()
                    .findFirst()
                    .map(Account::userId)
                    .orElse(null);
            rows.addParty(agreement, partner.code(), AgreementText.of(partner.name()), official);
            ids.add(Long.toString(agreement));
        }
        return ids;
    }

    /** The agreements between institutions that the edition names. Signed in the hall, on paper, unless both wish otherwise. */
    @Transactional
    public List<String> betweenInstitutions(CycleId id) {
        var edition = cycles.get(id).edition();
        var ids = new ArrayList<String>();
        for (var entry : edition.institutionAgreements()) {
            var existing = rows.find(id, AgreementKind.INSTITUTIONS, entry.code());
            if (existing.isPresent()) {
                ids.add(existing.get().key());
                continue;
            }
            var agreement = open(id, AgreementKind.INSTITUTIONS, entry.code(), Signing.PAPER, edition);
            for (var party : entry.parties()) {
                rows.addParty(agreement, party, institution(edition, party), null);
            }
            ids.add(Long.toString(agreement));
        }
        return ids;
    }

    private long open(CycleId cycle, AgreementKind kind, String code, Signing usual, Edition edition) {
        var agreement = rows.open(cycle, kind, code, usual, edition.sample());
        audit.record(ENGINE, "agreement.opened", "agreement:" + agreement);
        return agreement;
    }

    /** A party is the code of an institution that the edition knows, or simply a name. */
    private static AgreementText institution(Edition edition, String party) {
        return edition.samples().institutions().stream()
                .filter(institution -> institution.code().equals(party))
                .findFirst()
                .map(institution -> AgreementText.of(institution.name()))
                .orElseGet(() -> new AgreementText(party, null));
    }
}
