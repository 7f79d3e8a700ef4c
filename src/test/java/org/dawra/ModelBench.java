package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.dawra.engine.Actor;
import org.dawra.engine.Submission;

/** One real model on a bare in-memory engine, driven job by job. */
public final class ModelBench implements AutoCloseable {

    private final String process;
    private final ProcessEngine engine;
    private String instance = "";

    /** Deploys the model whose coverage is asked for, with the beans that its expressions name. */
    public ModelBench(FlowCoverage coverage, Map<String, ?> beans) {
        this.process = coverage.process();
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("bench-" + UUID.randomUUID());
        configuration.setJobExecutorActivate(false);
        configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new SpinProcessEnginePlugin())));
        configuration.setDefaultSerializationFormat("application/json");
        configuration.setHistory("activity");
        configuration.setBeans(new HashMap<>(beans));
        coverage.watch(configuration);
        engine = configuration.buildProcessEngine();
        var file = Path.of("bpmn", process + ".bpmn").toFile();
        try (var in = new FileInputStream(file)) {
            engine.getRepositoryService()
                    .createDeployment()
                    .addInputStream(file.getName(), in)
                    .deploy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an instance. */
    public void start(String businessKey) {
        instance = engine.getRuntimeService()
                .startProcessInstanceByKey(process, businessKey)
                .getId();
    }

    /** Runs the jobs that wait at this element, each once; there must be one. */
    public void run(String element) {
        var jobs = jobs(element);
        assertThat(jobs).as("jobs at " + element).isNotEmpty();
        jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    /** The jobs that wait at this element. */
    public List<Job> jobs(String element) {
        ModelElements.element(process, element);
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(element)
                .list();
    }

    /** The tasks that wait at this element. */
    public List<Task> tasks(String element) {
        ModelElements.element(process, element);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(element)
                .list();
    }

    /** Completes a task as a person does. */
    public void complete(Task task, Actor actor, Map<String, ?> fields) {
        engine.getTaskService().complete(task.getId(), Submission.variables(actor, fields));
    }

    /** Delivers a message to the instance. */
    public void message(String name) {
        engine.getRuntimeService()
                .createMessageCorrelation(name)
                .processInstanceId(instance)
                .correlate();
    }

    /** A variable that the task sees. */
    public Object variable(Task task, String name) {
        return engine.getTaskService().getVariable(task.getId(), name);
    }

    /** Whether the instance has come to its end. */
    public boolean ended() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                == 0;
    }

    /** How often the element was left or is being visited. */
    public long visits(String element) {
        ModelElements.element(process, element);
        return engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .activityId(element)
                .count();
    }

    /** Throws the instance away. */
    public void end() {
        if (!ended()) {
            engine.getRuntimeService().deleteProcessInstance(instance, "test over");
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
