package org.dawra.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dawra.ModelElements.element;
import static org.dawra.partnership.AgreementHouse.MANAGER;
import static org.dawra.partnership.AgreementHouse.OFFICIAL;
import static org.dawra.partnership.AgreementHouse.PRESIDENT;
import static org.dawra.partnership.PartnershipAgreement.DRAFT;
import static org.dawra.partnership.PartnershipAgreement.KEY;
import static org.dawra.partnership.PartnershipAgreement.RECORD_PAPER;
import static org.dawra.partnership.PartnershipAgreement.REVIEW;
import static org.dawra.partnership.PartnershipAgreement.REVISE;
import static org.dawra.partnership.PartnershipAgreement.SIGN;
import static org.dawra.partnership.PartnershipAgreement.SIGN_FOR_NETWORK;
import static org.mockito.ArgumentMatchers.eq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.RuntimeService;
import org.dawra.FlowCoverage;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Verification;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

/** The whole way of an agreement over the real model, with the module's real tables and papers. */
@Tag("database")
class PartnershipAgreementProcessTest {

    private static final Map<String, Object> APPROVE = Map.of("decision", "APPROVE");
    private static final Pattern CODE = Pattern.compile("(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}");

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(KEY);

    private final AgreementHouse house = new AgreementHouse(COVERAGE);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPartnerApprovesAtOnceAndTheSignedSheetIsRecorded() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        assertThat(house.state(id)).isEqualTo(AgreementState.IN_REVIEW);
        assertThat(house.outbox().purposes(":v1:party:")).hasSize(1);

        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);
        assertThat(house.passed(element(KEY, REVISE))).isFalse();

        var scan = house.room(AgreementScans.class).keep("%PDF-1.7 scan".getBytes(StandardCharsets.US_ASCII), true);
        house.does(
                MANAGER,
                id,
                RECORD_PAPER,
                Map.of("scan", scan.toString(), "signedOn", "2024-11-18", "reference", "2024/117"));

        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNED);
        assertThat(house.isRunning(id)).isFalse();
        assertThat(house.passed("endEvent_signed")).isTrue();
        var line = house.room(Agreements.class).of(AgreementHouse.CYCLE).get(0);
        assertThat(line.signedOn()).isEqualTo(LocalDate.of(2024, 11, 18));
        var document = house.room(DocumentStore.class).find(line.document()).orElseThrow();
        assertThat(document.kind()).isEqualTo("agreement");
        assertThat(document.sample()).isTrue();
        assertThat(house.outbox().purposes(":signed:party:")).hasSize(1);
        assertThat(filesIn(document.bytes())).containsExactly(Map.entry("scan.pdf", "%PDF-1.7 scan"));
    }

    /** What travels inside a PDF, by name. */
    private static Map<String, String> filesIn(byte[] pdf) {
        var files = new HashMap<String, String>();
        try (var document = Loader.loadPDF(pdf)) {
            for (var file : document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .entrySet()) {
                files.put(
                        file.getKey(),
                        new String(file.getValue().getEmbeddedFile().toByteArray(), StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Test
    void aPartnerWithAnAccountSignsElectronicallyAndThenTwoPersonsOfTheNetwork() {
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var official = Actor.holder(OFFICIAL);
        house.does(official, id, REVIEW, APPROVE);
        assertThat(house.waiting(id, SIGN_FOR_NETWORK)).isEmpty();

        house.does(official, id, SIGN, Map.of("function", "المدير الجهوي", "consent", "true"));
        assertThat(house.waiting(id, SIGN_FOR_NETWORK)).hasSize(2);
        house.does(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("consent", true));
        assertThatThrownBy(() -> house.does(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("consent", true)))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
        var again = catchThrowableOfType(
                Refused.class,
                () -> house.room(AgreementSigning.class)
                        .signForNetwork(id, Fields.of(Map.of("consent", true)), PRESIDENT));
        assertThat(again.findings().get(0).messageKey()).isEqualTo("partnership.refused.signed");
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);
        house.does(MANAGER, id, SIGN_FOR_NETWORK, Map.of("consent", true));

        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNED);
        var version = house.rows().latest(id).orElseThrow();
        assertThat(house.rows().signatures(id)).hasSize(3).allSatisfy(signature -> {
            assertThat(signature.sha256()).isEqualTo(version.seal().sha256());
            assertThat(signature.consentVersion()).isEqualTo(AgreementSigning.CONSENT);
        });
        assertThat(house.passed(element(KEY, RECORD_PAPER))).isFalse();
    }

    @Test
    void whoDoesNotSignForTheNetworkSaysWhyAndMaySignLater() {
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var official = Actor.holder(OFFICIAL);
        house.does(official, id, REVIEW, APPROVE);
        house.does(official, id, SIGN, Map.of("function", "المدير الجهوي", "consent", "true"));
        var signing = house.room(AgreementSigning.class);
        var silent = catchThrowableOfType(Refused.class, () -> signing.withhold(id, Fields.of(Map.of()), PRESIDENT));
        assertThat(silent.findings().get(0).field()).isEqualTo("reason");
        var foreign = catchThrowableOfType(
                Refused.class, () -> signing.withhold(id, Fields.of(Map.of("reason", "لا")), official));
        assertThat(foreign.findings().get(0).messageKey()).isEqualTo("partnership.refused.notYours");

        signing.withhold(id, Fields.of(Map.of("reason", "المادة الثالثة غير واضحة")), PRESIDENT);
        assertThat(house.rows().withheld(id)).singleElement().satisfies(withheld -> {
            assertThat(withheld.user()).isEqualTo("president");
            assertThat(withheld.reason()).isEqualTo("المادة الثالثة غير واضحة");
        });
        assertThat(house.outbox().purposes(":withheld:")).hasSize(1);
        assertThat(house.waiting(id, SIGN_FOR_NETWORK)).hasSize(2);

        house.does(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("consent", true));
        house.does(MANAGER, id, SIGN_FOR_NETWORK, Map.of("consent", true));
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNED);
    }

    @Test
    void theNetworkMayDeclineWithItsReasonWhichEndsTheAgreementAndTheOtherSignatorysTask() {
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var official = Actor.holder(OFFICIAL);
        house.does(official, id, REVIEW, APPROVE);
        house.does(official, id, SIGN, Map.of("function", "المدير الجهوي", "consent", "true"));
        assertThat(refused(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("decision", "DECLINE", "reason", " ")))
                .isEqualTo("reason");
        assertThat(refused(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("decision", "PERHAPS")))
                .isEqualTo("decision");
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);

        var reason = "لم يصادق المكتب على الالتزامات المالية";
        house.does(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("decision", "DECLINE", "reason", reason));
        assertThat(house.state(id)).isEqualTo(AgreementState.DECLINED);
        assertThat(house.isRunning(id)).isFalse();
        assertThat(house.waiting(id, SIGN_FOR_NETWORK)).isEmpty();
        assertThat(house.passed("endEvent_networkDeclined")).isTrue();
        assertThat(house.passed(element(KEY, "endEvent_signed"))).isFalse();
        assertThat(house.rows().withheld(id))
                .singleElement()
                .returns(true, AgreementRows.Withheld::declined)
                .returns(reason, AgreementRows.Withheld::reason);
        assertThat(house.outbox().purposes(":refused:party:")).hasSize(1);
        assertThat(house.outbox().purposes(":refused:manager")).hasSize(1);
        assertThat(house.outbox().purposes(":refused:president"))
                .as("who said so knows")
                .isEmpty();
        var visit = house.room(PartyDesk.class).byLogin(id, official).orElseThrow();
        var view = house.room(PartyDesk.class).view(visit);
        assertThat(view.step()).isEqualTo(PartyDesk.Step.DECLINED);
        assertThat(view.networkRefusal()).isEqualTo(reason);
    }

    @Test
    void onPaperTooTheNetworkMayDeclineButNotWhereItIsNoParty() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        assertThat(refused(MANAGER, id, RECORD_PAPER, Map.of("decision", "DECLINE", "scan", "x")))
                .isEqualTo("reason");
        house.does(MANAGER, id, RECORD_PAPER, Map.of("decision", "DECLINE", "reason", "لا توجد اعتمادات"));
        assertThat(house.state(id)).isEqualTo(AgreementState.DECLINED);
        assertThat(house.isRunning(id)).isFalse();
        assertThat(house.outbox().purposes(":refused:party:")).hasSize(1);
        assertThat(house.outbox().purposes(":refused:president")).hasSize(1);

        var other = house.startBetweenInstitutions();
        house.drafts(other, DRAFT);
        house.does(house.party(other, 0), other, REVIEW, Map.of("decision", "APPROVE", "signing", "PAPER"));
        house.does(house.party(other, 1), other, REVIEW, Map.of("decision", "APPROVE", "signing", "PAPER"));
        assertThat(refused(MANAGER, other, RECORD_PAPER, Map.of("decision", "DECLINE", "reason", "لا")))
                .isEqualTo("decision");
        assertThat(house.state(other)).isEqualTo(AgreementState.SIGNING);
    }

    @Test
    void aPartyThatDoesNotAnswerIsToldToTheManagerAndMayStillAnswer() {
        var id = house.startBetweenInstitutions();
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        assertThat(house.fires(id, "boundary_reviewUnanswered")).isEqualTo(1);
        ArgumentCaptor<Predicate<HumanTask>> meant = ArgumentCaptor.captor();
        Mockito.verify(house.escalation()).tellManager(eq(KEY), eq(Long.toString(id)), meant.capture());
        assertThat(house.waiting(id, REVIEW)).singleElement().matches(meant.getValue());
        house.does(house.party(id, 1), id, REVIEW, APPROVE);
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);
    }

    @Test
    void changesAskedOnceGiveARevisedVersionThatShowsTheRemark() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(
                house.party(id, 0), id, REVIEW, Map.of("decision", "CHANGES", "comment", "نقترح تعديل المادة الثانية"));
        assertThat(house.state(id)).isEqualTo(AgreementState.CHANGES_ASKED);
        assertThat(house.outbox().purposes(":decision:manager")).hasSize(1);

        var task = house.waiting(id, REVISE).get(0);
        assertThat(task.due()).isEqualTo(AgreementHouse.NOW.plus(Duration.ofDays(7)));
        assertThat(house.room(HumanTasks.class)
                        .facts(task.id(), MANAGER)
                        .get("remarks")
                        .toString())
                .contains("نقترح تعديل المادة الثانية");
        var form = new HashMap<>(house.form(id, REVISE));
        form.put("objectAr", "موضوع معدل");
        house.does(MANAGER, id, REVISE, form);

        var versions = house.rows().versions(id);
        assertThat(versions).extracting(AgreementVersion::number).containsExactly(2, 1);
        assertThat(versions.get(0).seal().sha256())
                .isNotEqualTo(versions.get(1).seal().sha256());
        assertThat(versions.get(0).content().object().ar()).isEqualTo("موضوع معدل");
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);
    }

    @Test
    void changesAskedTwiceGiveAThirdVersionAndEveryVersionKeepsItsDecision() {
        var id = house.startWithPartner("wilaya");
        house.drafts(id, DRAFT);
        for (var remark : List.of("أولا", "ثانيا")) {
            house.does(house.party(id, 0), id, REVIEW, Map.of("decision", "CHANGES", "comment", remark));
            house.drafts(id, REVISE);
        }
        house.does(house.party(id, 0), id, REVIEW, Map.of("decision", "APPROVE", "version", 3));
        var sheet = house.room(AgreementDesk.class).sheet(id, true, Language.AR.locale());
        assertThat(sheet.versions())
                .extracting(v -> v.decisions().get(0).kind())
                .containsExactly(PartyDecision.Kind.APPROVE, PartyDecision.Kind.CHANGES, PartyDecision.Kind.CHANGES);
    }

    @Test
    void aPartnerMayDecline() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, Map.of("decision", "DECLINE", "comment", "لا توجد اعتمادات"));
        assertThat(house.state(id)).isEqualTo(AgreementState.DECLINED);
        assertThat(house.passed("endEvent_declined")).isTrue();
        assertThat(house.passed(element(KEY, "endEvent_signed"))).isFalse();
    }

    @Test
    void aLateReviewerIsRemindedOnceAVersion() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        assertThat(house.fires(id, "boundary_reviewLate")).isEqualTo(1);
        assertThat(house.fires(id, "boundary_reviewLate")).isZero();
        assertThat(house.outbox().purposes(":v1:reminder:party:")).hasSize(1);
        assertThat(house.waiting(id, REVIEW)).hasSize(1);
    }

    @Test
    void anAgreementThatNobodyAnswersLapses() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        var party = house.rows().parties(id).get(0);
        var token = house.token(id, party.id());
        assertThat(house.room(PartyDesk.class).byToken(token)).isPresent();
        assertThat(house.fires(id, "boundary_expired")).isEqualTo(1);
        assertThat(house.state(id)).isEqualTo(AgreementState.EXPIRED);
        assertThat(house.isRunning(id)).isFalse();
        assertThat(house.room(PartyDesk.class).byToken(token)).isEmpty();
    }

    @Test
    void anApprovedAgreementThatNobodySignsLapsesToo() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        house.fires(id, "boundary_expired");
        assertThat(house.state(id)).isEqualTo(AgreementState.EXPIRED);
        assertThat(house.passed(element(KEY, "serviceTask_sealSigned"))).isFalse();
    }

    @Test
    void twoInstitutionsMustBothApproveTheSameVersionBeforeTheySign() {
        var id = house.startBetweenInstitutions();
        house.drafts(id, DRAFT);
        assertThat(house.waiting(id, REVIEW)).hasSize(2);
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        house.does(house.party(id, 1), id, REVIEW, Map.of("decision", "CHANGES", "comment", "مدة أطول"));
        house.drafts(id, REVISE);
        assertThat(house.waiting(id, REVIEW)).as("both see version 2").hasSize(2);
        for (var position : List.of(0, 1)) {
            house.does(house.party(id, position), id, REVIEW, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
        }
        house.does(house.party(id, 0), id, SIGN, Map.of("function", "رئيسة التعاونية", "consent", true));
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNING);
        house.does(house.party(id, 1), id, SIGN, Map.of("function", "رئيس الجمعية", "consent", true));
        assertThat(house.state(id)).isEqualTo(AgreementState.SIGNED);
        assertThat(house.room(Agreements.class).counts(AgreementHouse.CYCLE)).containsEntry(AgreementState.SIGNED, 1);
    }

    @Test
    void aPartnerNeitherApprovesNorSignsWhatAnotherPartnerIsAskedFor() {
        var own = house.startWithPartner("region");
        house.drafts(own, DRAFT);
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var stranger = house.party(own, 0);
        assertIsRefusedTo(id, REVIEW, stranger, APPROVE);
        assertThat(house.rows().decisions(house.rows().latest(id).orElseThrow().id()))
                .isEmpty();

        var official = Actor.holder(OFFICIAL);
        house.does(official, id, REVIEW, APPROVE);
        assertIsRefusedTo(id, SIGN, stranger, Map.of("function", "مدير", "consent", true));
        assertThat(house.rows().signatures(id)).isEmpty();
        assertThat(house.waiting(own, REVIEW)).hasSize(1);
    }

    /** Neither over the door of tasks nor, should that be left open, in the service behind it. */
    private void assertIsRefusedTo(long id, String element, Actor stranger, Map<String, ?> fields) {
        var task = house.waiting(id, element).get(0).id();
        assertThatThrownBy(() -> house.room(HumanTasks.class).submit(task, stranger, fields))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
        var refused = catchThrowableOfType(Refused.class, () -> {
            if (element.equals(REVIEW)) {
                house.room(AgreementReview.class).decide(id, Fields.of(fields), stranger);
            } else {
                house.room(AgreementSigning.class).signForParty(id, Fields.of(fields), stranger);
            }
        });
        assertThat(refused).as("%s by a stranger", element).isNotNull();
        assertThat(refused.findings().get(0).messageKey()).isEqualTo("partnership.refused.notYours");
    }

    @Test
    void wrongInputIsRefusedAtItsFieldAndNothingMoves() {
        var id = house.startWithPartner("employment");
        var form = new HashMap<>(house.form(id, DRAFT));
        form.put("titleAr", " ");
        assertThat(refused(MANAGER, id, DRAFT, form)).isEqualTo("titleAr");
        form.put("titleAr", "عنوان");
        form.put("commitments", List.of(Map.of("by", "somebody-else", "textAr", "نص")));
        assertThat(refused(MANAGER, id, DRAFT, form)).isEqualTo("commitments[0].by");
        form.put("commitments", List.of());
        assertThat(refused(MANAGER, id, DRAFT, form)).isEqualTo("commitments");
        assertThat(house.state(id)).isEqualTo(AgreementState.DRAFT);
        house.drafts(id, DRAFT);

        var official = Actor.holder(OFFICIAL);
        assertThat(refused(official, id, REVIEW, Map.of("decision", "CHANGES", "comment", "  ")))
                .isEqualTo("comment");
        assertThat(refused(official, id, REVIEW, Map.of("decision", "MAYBE"))).isEqualTo("decision");
        assertThat(refused(official, id, REVIEW, Map.of("decision", "APPROVE", "outcome", "DECLINED")))
                .isEqualTo("outcome");
        assertThat(refused(official, id, REVIEW, Map.of("decision", "APPROVE", "version", 7)))
                .isEmpty();
        house.does(official, id, REVIEW, APPROVE);
        assertThat(refused(official, id, SIGN, Map.of("function", "مدير"))).isEqualTo("consent");
        assertThat(refused(official, id, SIGN, Map.of("consent", true))).isEqualTo("function");
        assertThat(refused(official, id, SIGN, Map.of("function", "مدير", "consent", true, "fingerprint", "00")))
                .isEmpty();
        assertThat(house.rows().signatures(id)).isEmpty();
    }

    @Test
    void aScanProvesOneAgreementOnlyAndItsDateIsNotToCome() {
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, APPROVE);
        var scan = house.room(AgreementScans.class).keep(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}, true);
        assertThat(refused(MANAGER, id, RECORD_PAPER, Map.of("scan", "x", "signedOn", "2024-11-18", "reference", "1")))
                .isEqualTo("scan");
        assertThat(refused(
                        MANAGER,
                        id,
                        RECORD_PAPER,
                        Map.of("scan", scan.toString(), "signedOn", "2024-11-21", "reference", "1")))
                .isEqualTo("signedOn");
        assertThat(refused(MANAGER, id, RECORD_PAPER, Map.of("scan", scan.toString(), "signedOn", "2024-11-18")))
                .isEqualTo("reference");
        var fields = Map.of("scan", scan.toString(), "signedOn", "2024-11-18", "reference", "1");
        house.does(MANAGER, id, RECORD_PAPER, fields);
        var other = house.startWithPartner("wilaya");
        house.drafts(other, DRAFT);
        house.does(house.party(other, 0), other, REVIEW, APPROVE);
        assertThat(refused(MANAGER, other, RECORD_PAPER, fields)).isEqualTo("scan");
        assertThatThrownBy(() -> house.room(AgreementScans.class).keep(new byte[] {'M', 'Z'}, true))
                .isInstanceOf(Refused.class);
        var active = "%PDF-1.7 <</S/JavaScript/JS(app.alert(1))>>".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> house.room(AgreementScans.class).keep(active, true))
                .hasMessageContaining("partnership.refused.scanActive");
    }

    @Test
    void openingTwiceOpensNothingMoreAndTheEngineKeepsNoNames() {
        var opening = house.room(AgreementOpening.class);
        assertThat(opening.withPartners(AgreementHouse.CYCLE))
                .hasSize(3)
                .isEqualTo(opening.withPartners(AgreementHouse.CYCLE));
        assertThat(opening.betweenInstitutions(AgreementHouse.CYCLE))
                .hasSize(2)
                .isEqualTo(opening.betweenInstitutions(AgreementHouse.CYCLE));
        var id = house.startWithPartner("region");
        house.drafts(id, DRAFT);
        house.does(house.party(id, 0), id, REVIEW, Map.of("decision", "APPROVE", "comment", "كناري"));
        var values = house.room(RuntimeService.class).createVariableInstanceQuery().list().stream()
                .map(v -> String.valueOf(v.getValue()))
                .toList();
        assertThat(values).noneMatch(v -> v.contains("كناري"));
    }

    @Test
    void theCodeOnThePaperTellsWhichVersionItIsAndWhetherALaterOneReplacedIt() throws IOException {
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var first = codeOn(house.rows().latest(id).orElseThrow().seal().document());
        assertThat(verify(first)).isEqualTo(Verification.State.GENUINE);
        var official = Actor.holder(OFFICIAL);
        house.does(official, id, REVIEW, Map.of("decision", "CHANGES", "comment", "المادة 1"));
        house.drafts(id, REVISE);
        var second = codeOn(house.rows().latest(id).orElseThrow().seal().document());
        assertThat(verify(first)).isEqualTo(Verification.State.REPLACED);
        assertThat(verify(second)).isEqualTo(Verification.State.GENUINE);
        house.does(official, id, REVIEW, APPROVE);
        house.does(official, id, SIGN, Map.of("function", "المدير الجهوي", "consent", true));
        house.does(PRESIDENT, id, SIGN_FOR_NETWORK, Map.of("consent", true));
        house.does(MANAGER, id, SIGN_FOR_NETWORK, Map.of("consent", true));
        var last = codeOn(house.rows().get(id).finalDocument());
        assertThat(verify(second)).isEqualTo(Verification.State.REPLACED);
        assertThat(verify(last)).isEqualTo(Verification.State.GENUINE);
        assertThat(house.room(AgreementVerification.class)
                        .verify(last.toLowerCase(Locale.ROOT), Language.FR.locale())
                        .orElseThrow()
                        .sample())
                .isTrue();
        assertThat(house.room(AgreementVerification.class).verify(Codes.newCode(), Language.AR.locale()))
                .isEmpty();
    }

    @Test
    void thePaperReadsInLogicalOrderAndNamesNobody() throws IOException {
        var id = house.startWithPartner("employment");
        house.drafts(id, DRAFT);
        var text = textOf(house.rows().latest(id).orElseThrow().seal().document());
        assertThat(text)
                .contains("موضوع الاتفاقية")
                .contains("تعبئة أطر مختصة لتأطير الورشات")
                .contains("Mobiliser des cadres spécialisés")
                .contains("الموقّع")
                .contains("SPÉCIMEN")
                .doesNotContain("اسم " + OFFICIAL);
    }

    private Verification.State verify(String code) {
        return house.room(AgreementVerification.class)
                .verify(code, Language.AR.locale())
                .orElseThrow()
                .state();
    }

    private String codeOn(long document) throws IOException {
        var code = CODE.matcher(textOf(document));
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private String textOf(long document) throws IOException {
        var bytes = house.room(DocumentStore.class).find(document).orElseThrow().bytes();
        try (var pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper()
                    .getText(pdf)
                    .replaceAll("[\u200e\u200f]", "")
                    .replace('\u00a0', ' ');
        }
    }

    private String refused(Actor actor, long agreement, String element, Map<String, ?> fields) {
        var refused = catchThrowableOfType(Refused.class, () -> house.does(actor, agreement, element, fields));
        assertThat(refused).as(element + " " + fields).isNotNull();
        return refused.findings().get(0).field();
    }
}
