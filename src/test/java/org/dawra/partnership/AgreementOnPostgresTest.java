package org.dawra.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.partnership.PartnershipAgreement.DRAFT;
import static org.dawra.partnership.PartnershipAgreement.RECORD_PAPER;
import static org.dawra.partnership.PartnershipAgreement.REVIEW;
import static org.dawra.partnership.PartnershipAgreement.REVISE;
import static org.dawra.partnership.PartnershipAgreement.SIGN;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dawra.FlowCoverage;
import org.dawra.web.Language;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both ways of signing on the other database. */
@Tag("database")
class AgreementOnPostgresTest {

    @Test
    void agreementsAreChangedAndSignedBothWays() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var house = new AgreementHouse(
                        postgres.getPostgresDatabase(), new FlowCoverage(PartnershipAgreement.KEY))) {
            var paper = house.startWithPartner("region");
            house.drafts(paper, DRAFT);
            house.does(house.party(paper, 0), paper, REVIEW, Map.of("decision", "CHANGES", "comment", "المادة 2"));
            house.drafts(paper, REVISE);
            house.does(house.party(paper, 0), paper, REVIEW, Map.of("decision", "APPROVE"));
            var scan = house.room(AgreementScans.class).keep("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), true);
            house.does(
                    AgreementHouse.MANAGER,
                    paper,
                    RECORD_PAPER,
                    Map.of("scan", scan.toString(), "signedOn", "2024-11-18", "reference", "2024/1"));
            var electronic = house.startBetweenInstitutions();
            house.drafts(electronic, DRAFT);
            for (var position : List.of(0, 1)) {
                house.does(
                        house.party(electronic, position),
                        electronic,
                        REVIEW,
                        Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
            }
            for (var position : List.of(0, 1)) {
                house.does(
                        house.party(electronic, position),
                        electronic,
                        SIGN,
                        Map.of("function", "رئيسة", "consent", true));
            }
            assertThat(house.room(Agreements.class).counts(AgreementHouse.CYCLE))
                    .containsEntry(AgreementState.SIGNED, 2);
            assertThat(house.room(AgreementDesk.class)
                            .sheet(paper, true, Language.FR.locale())
                            .signatures())
                    .hasSize(1);
        }
    }
}
