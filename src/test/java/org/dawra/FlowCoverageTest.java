package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The proof itself: it must not believe a test that leaves something out. */
class FlowCoverageTest {

    private static final String KEY = "round-about";

    private final FlowCoverage coverage = new FlowCoverage(KEY);

    /** No Mockito session here: the process tests' own mocks are made while this class looks at them. */
    private final ExtensionContext nextTest = mock();

    private ProcessEngine engine = engine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aFlowThatNoTestTakesIsNamedThoughBothItsEndsWerePassed() {
        play("again", "leave");
        play("leave");
        play("again", "again", "leave");
        assertThat(coverage.missing()).containsExactly("flow_shortcut");
        play("shortcut");
        assertThat(coverage.missing()).isEmpty();
    }

    @Test
    void eachLoopIsLeftAfterNoOneAndTwoRounds() {
        play("shortcut");
        play("leave");
        play("again", "again", "again");
        assertThat(coverage.missing()).containsExactly("flow_again 1 times", "flow_again 2 times");
        play("again", "again", "leave");
        assertThat(coverage.missing()).containsExactly("flow_again 1 times");
        play("again", "leave");
        assertThat(coverage.missing()).isEmpty();
    }

    @Test
    void roundsOfTestsThatEachHaveADatabaseOfTheirOwnDoNotAddUp() {
        play("again", "leave");
        engine.close();
        engine = engine();
        coverage.beforeEach(nextTest);
        play("again", "leave");
        assertThat(coverage.missing()).contains("flow_again 2 times");
    }

    @Test
    void everyModelOfTheHouseIsProvenSo() throws IOException {
        var proven = new ClassFileImporter()
                .importPath(Path.of("target", "test-classes")).stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(FlowCoverage.class))
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .map(FlowCoverageTest::process)
                        .toList();
        try (var files = Files.list(Path.of("bpmn"))) {
            var models = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.replace(".bpmn", ""))
                    .collect(Collectors.toSet());
            assertThat(proven).containsExactlyInAnyOrderElementsOf(models);
        }
    }

    private static String process(JavaField field) {
        try {
            var proof = field.reflect();
            proof.setAccessible(true);
            return ((FlowCoverage) proof.get(null)).process();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private ProcessEngine engine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("coverage-" + UUID.randomUUID());
        configuration.setJobExecutorActivate(false);
        coverage.watch(configuration);
        var engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("round-about.bpmn", model())
                .deploy();
        return engine;
    }

    private static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("task")
                .exclusiveGateway("gateway")
                .sequenceFlowId("flow_leave")
                .condition("leave", "${way == 'leave'}")
                .intermediateThrowEvent("passed")
                .exclusiveGateway("out")
                .endEvent()
                .moveToNode("gateway")
                .sequenceFlowId("flow_again")
                .condition("again", "${way == 'again'}")
                .connectTo("task")
                .moveToNode("gateway")
                .sequenceFlowId("flow_shortcut")
                .condition("shortcut", "${way == 'shortcut'}")
                .connectTo("out")
                .done();
    }

    private void play(String... ways) {
        var instance = engine.getRuntimeService().startProcessInstanceByKey(KEY).getId();
        for (var way : ways) {
            var task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult();
            engine.getTaskService().complete(task.getId(), Map.of("way", way));
        }
    }
}
