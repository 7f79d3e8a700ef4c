package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.dawra.FlowCoverage;
import org.dawra.ModelElements;
import org.dawra.engine.Actor;
import org.dawra.engine.Submission;

/** A model on an in-memory engine without Spring, moved on job by job; the processes it calls are played by one task each. */
public final class BareEngine implements AutoCloseable {

    private final ProcessEngine engine;
    private final String process;

    /** Starts an engine with these beans, whose coverage is asked for. */
    public BareEngine(FlowCoverage coverage, Map<Object, Object> beans) {
        process = coverage.process();
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration
                .setProcessEngineName(process)
                .setJdbcUrl("jdbc:h2:mem:" + process + ";DB_CLOSE_DELAY=-1")
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP)
                .setJobExecutorActivate(false)
                .setDefaultSerializationFormat("application/json");
        configuration.setBeans(beans);
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        coverage.watch(configuration);
        engine = configuration.buildProcessEngine();
    }

    /** Deploys the model with a stand-in for each process that it calls: one task, {@code stub}. */
    public void deploy(String... called) {
        var deployment = engine.getRepositoryService().createDeployment();
        deployment.addClasspathResource("bpmn/" + process + ".bpmn");
        for (var key : called) {
            deployment.addModelInstance(
                    key + ".bpmn",
                    Bpmn.createExecutableProcess(key)
                            .camundaHistoryTimeToLiveString("P1D")
                            .startEvent()
                            .userTask("stub")
                            .endEvent()
                            .done());
        }
        deployment.deploy();
    }

    /** Starts as a person does. */
    public ProcessInstance start(String process, Actor actor, Map<String, ?> fields) {
        return engine.getRuntimeService().startProcessInstanceByKey(process, Submission.variables(actor, fields));
    }

    /** Starts as a calling process does. */
    public ProcessInstance start(String process, String businessKey) {
        return engine.getRuntimeService().startProcessInstanceByKey(process, businessKey);
    }

    /** Completes the task that waits at the element, as a person does. */
    public void complete(String element, Actor actor, Map<String, ?> fields) {
        complete(waiting(element), actor, fields);
    }

    /** Completes this task, as a person does. */
    public void complete(Task task, Actor actor, Map<String, ?> fields) {
        engine.getTaskService().complete(task.getId(), Submission.variables(actor, fields));
        runSteps();
    }

    /** The one task that waits at the element. */
    public Task waiting(String element) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(element)
                .singleResult();
        assertThat(task).as("nobody waits at %s", element).isNotNull();
        return task;
    }

    /** The tasks that wait at the element. */
    public List<Task> allWaiting(String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(element)
                .list();
    }

    /** Business keys of the called processes that wait, in order. */
    public List<String> called(String process) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(process).list().stream()
                .map(ProcessInstance::getBusinessKey)
                .sorted()
                .toList();
    }

    /** Ends the called processes of this key. */
    public void end(String process) {
        var tasks = engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey(process)
                .taskDefinitionKey("stub")
                .list();
        assertThat(tasks).as("%s was not called", process).isNotEmpty();
        tasks.forEach(task -> engine.getTaskService().complete(task.getId()));
        runSteps();
    }

    /** Runs asynchronous steps until only people and timers are waited for. */
    public void runSteps() {
        for (var jobs = steps(); !jobs.isEmpty(); jobs = steps()) {
            jobs.forEach(id -> engine.getManagementService().executeJob(id));
        }
    }

    private List<String> steps() {
        return engine.getManagementService().createJobQuery().messages().list().stream()
                .map(Job::getId)
                .limit(1)
                .toList();
    }

    /** Makes one waiting timer of the event due. */
    public void fire(String event) {
        var jobs = timers(event);
        assertThat(jobs).as("no timer waits at %s", event).isNotEmpty();
        engine.getManagementService().executeJob(jobs.get(0).getId());
        runSteps();
    }

    /** The timers that wait at the event. */
    public List<Job> timers(String event) {
        return engine.getManagementService()
                .createJobQuery()
                .timers()
                .activityId(event)
                .list();
    }

    /** Elements that the instance has passed or is at; none of them unless the model knows it. */
    public List<String> passed(ProcessInstance instance) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** Asserts that the instance did not pass an element that its model has. */
    public void assertNotPassed(ProcessInstance instance, String process, String element) {
        assertThat(passed(instance)).doesNotContain(ModelElements.element(process, element));
    }

    /** Asserts that nothing of the instance is left. */
    public void assertEnded(ProcessInstance instance) {
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
    }

    /** Ends whatever a test has left. */
    public void clear() {
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(ProcessInstance::getId)
                .forEach(id -> engine.getRuntimeService().deleteProcessInstance(id, "end of test"));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** The engine, for what this class does not offer. */
    public ProcessEngine engine() {
        return engine;
    }
}
