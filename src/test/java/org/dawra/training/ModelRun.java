package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.dawra.FlowCoverage;
import org.dawra.engine.Actor;
import org.dawra.engine.Submission;

/** Drives one real model on an in-memory engine without Spring, job by job; called processes are stubs under their keys. */
public final class ModelRun implements AutoCloseable {

    private final ProcessEngine engine;
    private final String key;
    private String instance = "";

    public ModelRun(FlowCoverage coverage, Map<String, Object> beans, List<String> called) {
        key = coverage.process();
        var configuration = (StandaloneInMemProcessEngineConfiguration) new StandaloneInMemProcessEngineConfiguration()
                .setProcessEngineName(key)
                .setJdbcUrl("jdbc:h2:mem:" + key + ";DB_CLOSE_DELAY=-1")
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP)
                .setJobExecutorActivate(false)
                .setDefaultSerializationFormat("application/json");
        configuration.setBeans(new HashMap<>(beans));
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        coverage.watch(configuration);
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment().addClasspathResource("bpmn/" + key + ".bpmn");
        called.forEach(stub -> deployment.addModelInstance(stub + ".bpmn", stub(stub)));
        deployment.deploy();
    }

    private static BpmnModelInstance stub(String key) {
        return Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("stub")
                .endEvent()
                .done();
    }

    public void start(String businessKey) {
        instance = engine.getRuntimeService()
                .startProcessInstanceByKey(key, businessKey)
                .getId();
    }

    public void end() {
        for (var running : engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()) {
            engine.getRuntimeService().deleteProcessInstance(running.getId(), "end of test");
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Runs the one job that waits at the element. */
    public void run(String element) {
        var found = jobs(element);
        assertThat(found).as(element).hasSize(1);
        run(found.get(0));
    }

    /** Runs every job that waits at the element, one after the other. */
    public void runAll(String element) {
        for (var job : jobs(element)) {
            run(job);
        }
    }

    /** Brings the message to whoever waits for it. */
    public void tell(String message) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceId(instance)
                .correlateAll();
    }

    public Job job(String element) {
        var found = jobs(element);
        assertThat(found).as(element).hasSize(1);
        return found.get(0);
    }

    public List<Job> jobs(String element) {
        return engine.getManagementService()
                .createJobQuery()
                .activityId(known(element))
                .list();
    }

    private void run(Job job) {
        engine.getManagementService().executeJob(job.getId());
    }

    public List<Task> tasks(String element) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(known(element))
                .list();
    }

    public Task task(String element) {
        var found = tasks(element);
        assertThat(found).as(element).hasSize(1);
        return found.get(0);
    }

    public String group(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(link -> String.valueOf(link.getGroupId()))
                .findFirst()
                .orElse("");
    }

    public Object variable(Task task, String name) {
        return engine.getTaskService().getVariable(task.getId(), name);
    }

    public Object variable(String name) {
        return engine.getRuntimeService().getVariable(instance, name);
    }

    public void complete(Task task, Actor actor, Map<String, ?> fields) {
        engine.getTaskService().complete(task.getId(), Submission.variables(actor, fields));
    }

    /** Instances of a stub that run now, by business key. */
    public List<String> called(String stub) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(stub).list().stream()
                .map(ProcessInstance::getBusinessKey)
                .sorted()
                .toList();
    }

    /** Ends the stub's instance about this key. */
    public void finish(String stub, String businessKey) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey(stub)
                .processInstanceBusinessKey(businessKey)
                .list();
        assertThat(task).as(stub + " " + businessKey).isNotEmpty();
        engine.getTaskService().complete(task.get(0).getId());
    }

    public boolean ended() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                == 0;
    }

    /** Nodes passed by the instance. */
    public Set<String> passed() {
        var passed = new HashSet<String>();
        engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .finished()
                .list()
                .forEach(step -> passed.add(step.getActivityId()));
        return passed;
    }

    public Set<String> storedVariables() {
        var names = new HashSet<String>();
        engine.getRuntimeService().createVariableInstanceQuery().list().forEach(v -> names.add(v.getName()));
        return names;
    }

    private BpmnModelInstance model() {
        var definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .singleResult();
        return engine.getRepositoryService().getBpmnModelInstance(definition.getId());
    }

    /** The id, if the model has such an element: a misspelt id would make a negative assertion true. */
    public String known(String element) {
        assertThat((Object) model().getModelElementById(element)).as(element).isNotNull();
        return element;
    }
}
