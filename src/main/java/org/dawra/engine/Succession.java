package org.dawra.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what came of a completed task: compares where the process and those that called it stand before and after, and asks
 * {@link Foresight} where the engine has work of its own to do first.
 */
@Component
class Succession {

    private static final String USER_TASK = "userTask";
    private static final String CALL = "callActivity";
    private static final String BODY = "#multiInstanceBody";

    /** What is over and only waits for the others of its kind: an instance of several, a way into a joining gateway. */
    private static final Set<String> WAITS_FOR_OTHERS =
            Set.of(CALL, "subProcess", "multiInstanceBody", "parallelGateway", "inclusiveGateway");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final RepositoryService repository;
    private final HistoryService history;
    private final ManagementService management;

    Succession(
            RuntimeService runtime,
            TaskService tasks,
            RepositoryService repository,
            HistoryService history,
            ManagementService management) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.repository = repository;
        this.history = history;
        this.management = management;
    }

    /**
     * An instance and where it stands.
     *
     * @param calledBy the call activity of the instance around it
     * @param tokens ids of what is active in it
     * @param called ids of the instances it has called
     */
    record Level(
            String instance,
            String process,
            String deployment,
            @Nullable String calledBy,
            Set<String> tokens,
            Set<String> called) {}

    /** Where something stands in a running instance. */
    private record Token(String id, String instance, String process, String element, String type) {}

    /** The instance of the task and those around it, the innermost first, before the task is done. */
    List<Level> before(String taskId) {
        var task = tasks.createTaskQuery().taskId(taskId).singleResult();
        var levels = new ArrayList<Level>();
        var instance = task == null ? null : instance(task.getProcessInstanceId());
        while (instance != null) {
            var id = instance.getId();
            var definition = repository.getProcessDefinition(instance.getProcessDefinitionId());
            var around = runtime.createProcessInstanceQuery()
                    .subProcessInstanceId(id)
                    .singleResult();
            var tokens = new HashSet<String>();
            tokens(id, definition.getKey()).forEach(token -> tokens.add(token.id()));
            levels.add(new Level(
                    id,
                    definition.getKey(),
                    definition.getDeploymentId(),
                    around == null ? null : call(around.getId(), id),
                    tokens,
                    called(id)));
            instance = around;
        }
        return levels;
    }

    /** What came of it, after the task was done. */
    TaskDone after(List<Level> levels, HumanTask task, Actor actor) {
        for (var at = 0; at < levels.size(); at++) {
            var level = levels.get(at);
            if (instance(level.instance()) == null) {
                continue;
            }
            var foresight = new Foresight(key -> model(key, level.deployment()));
            var came = describe(fresh(level), levels, at, foresight, task, actor);
            if (!came.waiting().isEmpty()
                    || !came.system().isEmpty()
                    || !came.later().isEmpty()) {
                return came;
            }
            var done = at == 0 ? task.definitionKey() : levels.get(at - 1).calledBy();
            var ahead = done == null
                    ? new Foresight.Ahead(List.of(), Optional.empty())
                    : foresight.after(level.process(), done, callers(levels, at));
            var others = at > 0
                    ? 0
                    : (int) tasks.createTaskQuery()
                            .processInstanceId(level.instance())
                            .taskDefinitionKey(task.definitionKey())
                            .count();
            return new TaskDone(actor, task, List.of(), List.of(), ahead.people(), others, true, false);
        }
        return new TaskDone(actor, task, List.of(), List.of(), List.of(), 0, false, true);
    }

    private TaskDone describe(
            List<Token> fresh, List<Level> levels, int at, Foresight foresight, HumanTask task, Actor actor) {
        Map<String, TaskDone.Step> waiting = new LinkedHashMap<>();
        Set<TaskDone.Step> system = new LinkedHashSet<>();
        Set<TaskDone.Step> later = new LinkedHashSet<>();
        for (var token : fresh) {
            if (token.type().equals(USER_TASK)) {
                for (var found :
                        tasks.createTaskQuery().activityInstanceIdIn(token.id()).list()) {
                    var step = step(token.process(), found, levels.get(at).deployment(), actor);
                    waiting.merge(step.process() + ":" + step.element(), step, (one, other) -> one.own() ? one : other);
                }
            } else if (!WAITS_FOR_OTHERS.contains(token.type())) {
                // Within an instance that was called just now, only what comes in it is told.
                var here = token.instance().equals(levels.get(at).instance());
                var ahead = foresight.from(token.process(), token.element(), here ? callers(levels, at) : List.of());
                ahead.system().ifPresent(system::add);
                later.addAll(ahead.people());
            }
        }
        return new TaskDone(
                actor, task, List.copyOf(waiting.values()), List.copyOf(system), List.copyOf(later), 0, false, false);
    }

    private TaskDone.Step step(String process, Task task, String deployment, Actor actor) {
        var node = (UserTask) Objects.requireNonNull(
                model(process, deployment).<UserTask>getModelElementById(task.getTaskDefinitionKey()));
        var step = Foresight.step(process, node);
        var due = task.getDueDate();
        return new TaskDone.Step(
                process,
                step.element(),
                step.name(),
                step.who(),
                due == null ? null : due.toInstant(),
                isOwn(task, actor));
    }

    private boolean isOwn(Task task, Actor actor) {
        return task.getAssignee() != null
                ? task.getAssignee().equals(actor.userId())
                : tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(link -> link.getGroupId())
                        .filter(Objects::nonNull)
                        .anyMatch(actor::in);
    }

    /** What is active in the instance, or in one that it has called, and was not before. */
    private List<Token> fresh(Level level) {
        var fresh = new ArrayList<Token>();
        tokens(level.instance(), level.process()).stream()
                .filter(token -> !level.tokens().contains(token.id()))
                .forEach(fresh::add);
        called(level.instance()).stream()
                .filter(Predicate.not(level.called()::contains))
                .forEach(instance -> addAll(instance, fresh));
        return fresh;
    }

    private void addAll(String id, List<Token> fresh) {
        var instance = instance(id);
        if (instance != null) {
            fresh.addAll(tokens(
                    id,
                    repository
                            .getProcessDefinition(instance.getProcessDefinitionId())
                            .getKey()));
            called(id).forEach(inner -> addAll(inner, fresh));
        }
    }

    private List<Token> tokens(String instance, String process) {
        var tokens = new ArrayList<Token>();
        var root = runtime.getActivityInstance(instance);
        if (root != null) {
            collect(root, instance, process, true, tokens);
        }
        return tokens;
    }

    private void collect(ActivityInstance active, String instance, String process, boolean root, List<Token> tokens) {
        for (var waiting : active.getChildTransitionInstances()) {
            // One of several that has ended stands there too until the others have; it has no job.
            if (management
                            .createJobQuery()
                            .executionId(waiting.getExecutionId())
                            .messages()
                            .count()
                    > 0) {
                tokens.add(new Token(waiting.getId(), instance, process, element(waiting.getActivityId()), ""));
            }
        }
        for (var child : active.getChildActivityInstances()) {
            collect(child, instance, process, false, tokens);
        }
        if (!root
                && active.getChildActivityInstances().length == 0
                && active.getChildTransitionInstances().length == 0) {
            tokens.add(new Token(
                    active.getId(), instance, process, element(active.getActivityId()), active.getActivityType()));
        }
    }

    private static String element(String activity) {
        return activity.endsWith(BODY) ? activity.substring(0, activity.length() - BODY.length()) : activity;
    }

    private static List<Foresight.Call> callers(List<Level> levels, int at) {
        var calls = new ArrayList<Foresight.Call>();
        for (var outer = at + 1; outer < levels.size(); outer++) {
            var element = levels.get(outer - 1).calledBy();
            if (element != null) {
                calls.add(new Foresight.Call(levels.get(outer).process(), element));
            }
        }
        return calls;
    }

    private @Nullable ProcessInstance instance(String id) {
        return runtime.createProcessInstanceQuery().processInstanceId(id).singleResult();
    }

    private Set<String> called(String instance) {
        var ids = new HashSet<String>();
        runtime.createProcessInstanceQuery()
                .superProcessInstanceId(instance)
                .list()
                .forEach(called -> ids.add(called.getId()));
        return ids;
    }

    private @Nullable String call(String around, String instance) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(around)
                .activityType(CALL)
                .unfinished()
                .list()
                .stream()
                .filter(activity -> instance.equals(activity.getCalledProcessInstanceId()))
                .map(activity -> activity.getActivityId())
                .findFirst()
                .orElse(null);
    }

    /** The model of a process as it was deployed together with the others. */
    private BpmnModelInstance model(String process, String deployment) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .deploymentId(deployment)
                .singleResult();
        return repository.getBpmnModelInstance(definition.getId());
    }
}
