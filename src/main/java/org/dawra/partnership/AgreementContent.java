package org.dawra.partnership;

import java.util.List;

/** What an agreement says: one version's title, object and commitments. */
record AgreementContent(AgreementText title, AgreementText object, List<Commitment> commitments) {

    AgreementContent {
        commitments = List.copyOf(commitments);
    }

    List<Commitment> by(String party) {
        return commitments.stream().filter(c -> c.by().equals(party)).toList();
    }
}
