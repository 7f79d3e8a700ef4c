package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All models go into one deployment that a bare engine accepts, and the decision tables decide as the rules say. */
class ModelDeploymentTest {

    private static ProcessEngine engine;

    @BeforeAll
    static void deployEverything() throws IOException {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:models;DB_CLOSE_DELAY=-1")
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP)
                .setJobExecutorActivate(false)
                .setEnforceHistoryTimeToLive(true)
                .buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment().name("dawra");
        for (var folder : new String[] {"bpmn", "forms"}) {
            if (!Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (var file : files.sorted().toList()) {
                    deployment.addString(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        deployment.deploy();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static Stream<Path> models() throws IOException {
        return Files.list(Path.of("bpmn")).filter(p -> p.toString().endsWith(".bpmn"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void eachModelIsValidAndDeployedUnderItsFileName(Path model) {
        Bpmn.validateModel(Bpmn.readModelFromFile(model.toFile()));
        var key = model.getFileName().toString().replace(".bpmn", "");
        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theYearHasElevenProcesses() {
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count())
                .isEqualTo(11);
    }

    /** A cycle decides by the table that was first deployed under the tag it has frozen: a change without a new tag is lost. */
    @ParameterizedTest
    @CsvSource({
        "certificate-eligibility,1,929d0cf271d11e9a9d9c920501c4aa7a852dff67d92bdec6e77fe0b9fef73514",
        "nominee-eligibility,1,8b2ba842b2442e0787680a620e850f794455c1f16d8df08e9bbd713e46f2bc3f"
    })
    void aDecisionTableThatChangesGetsANewTag(String decision, String tag, String sha256)
            throws IOException, NoSuchAlgorithmException {
        var table = Files.readAllBytes(Path.of("bpmn", decision + ".dmn"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table)))
                .as("%s changed: raise its versionTag, then note tag and SHA-256 here", decision)
                .isEqualTo(sha256);
        assertThat(engine.getRepositoryService()
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(decision)
                        .singleResult()
                        .getVersionTag())
                .isEqualTo(tag);
    }

    @Test
    void everyDecisionTableIsNotedWithItsTag() {
        assertThat(engine.getRepositoryService().createDecisionDefinitionQuery().list())
                .extracting(DecisionDefinition::getKey)
                .containsExactlyInAnyOrder("certificate-eligibility", "nominee-eligibility");
    }

    @ParameterizedTest(name = "edition asks {0}, held {1}: {2}")
    @CsvSource({"1,0,1", "1,6,1", "0,4,1", "2,0,1", "2,1,1", "2,2,2", "2,6,2", "4,2,2", "4,6,4", "3,3,3"})
    void aCertificateNeedsTheEditionsHalfDaysButNeverMoreThanWereHeld(int minimum, int held, int required) {
        var result = engine.getDecisionService()
                .evaluateDecisionTableByKey(
                        "certificate-eligibility", Map.of("minimumHalfDays", minimum, "halfDaysHeld", held));
        assertThat(((Number) result.getSingleResult().getEntry("requiredHalfDays")).intValue())
                .isEqualTo(required);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4} {5}")
    @CsvSource({
        "true,true,false,COOPERATIVE,true,ELIGIBLE",
        "true,true,false,ASSOCIATION,true,ELIGIBLE",
        "true,true,false,ENTERPRISE,true,ELIGIBLE",
        "true,true,false,AUTO_ENTREPRENEUR,true,ELIGIBLE",
        "true,true,false,MINISTRY,false,NOT_AN_INSTITUTION",
        "false,true,false,COOPERATIVE,false,NOT_PARTICIPATING",
        "true,false,false,COOPERATIVE,false,OTHER_PROVINCE",
        "true,true,true,COOPERATIVE,false,LAUREATE_LAST_YEAR",
        "false,false,true,MINISTRY,false,NOT_PARTICIPATING"
    })
    void aNomineeIsEligibleOrTheFirstReasonAgainstItIsGiven(
            boolean participates, boolean own, boolean laureate, String kind, boolean eligible, String reason) {
        var result = engine.getDecisionService()
                .evaluateDecisionTableByKey(
                        "nominee-eligibility",
                        Map.of(
                                "participatesInCycle", participates,
                                "nominatedByOwnProvince", own,
                                "alreadyLaureateLastYear", laureate,
                                "institutionKind", kind))
                .getSingleResult();
        assertThat(result.<Boolean>getEntry("eligible")).isEqualTo(eligible);
        assertThat(result.<String>getEntry("reason")).isEqualTo(reason);
    }
}
