package org.dawra.engine;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class EngineHumanTasks implements HumanTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final Contracts contracts;
    private final TaskForms forms;
    private final Succession succession;
    private final ApplicationEventPublisher events;

    EngineHumanTasks(
            TaskService tasks,
            RuntimeService runtime,
            RepositoryService repository,
            IdentityService identity,
            Contracts contracts,
            TaskForms forms,
            Succession succession,
            ApplicationEventPublisher events) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.identity = identity;
        this.contracts = contracts;
        this.forms = forms;
        this.succession = succession;
        this.events = events;
    }

    @Override
    public List<HumanTask> openTo(Actor actor) {
        return asEngine(() -> open(actor).values().stream()
                .map(this::describe)
                .filter(task -> task.openTo(actor))
                .sorted(Comparator.comparing(HumanTask::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(HumanTask::created))
                .toList());
    }

    private Map<String, Task> open(Actor actor) {
        var found = new LinkedHashMap<String, Task>();
        tasks.createTaskQuery()
                .taskAssignee(actor.userId())
                .initializeFormKeys()
                .list()
                .forEach(t -> found.put(t.getId(), t));
        tasks.createTaskQuery()
                .taskCandidateUser(actor.userId())
                .initializeFormKeys()
                .list()
                .forEach(t -> found.put(t.getId(), t));
        if (!actor.groups().isEmpty()) {
            tasks.createTaskQuery()
                    .taskCandidateGroupIn(List.copyOf(actor.groups()))
                    .initializeFormKeys()
                    .list()
                    .forEach(t -> found.put(t.getId(), t));
        }
        return found;
    }

    @Override
    public List<HumanTask> waiting(String processKey, String businessKey) {
        return asEngine(() -> tasks
                .createTaskQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(this::describe)
                .toList());
    }

    @Override
    public List<HumanTask> all() {
        return asEngine(() -> tasks.createTaskQuery().orderByTaskCreateTime().asc().list().stream()
                .map(this::describe)
                .toList());
    }

    @Override
    public Optional<HumanTask> waiting(String taskId) {
        return asEngine(
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                        .map(this::describe));
    }

    @Override
    public Optional<HumanTask> seen(String taskId, Actor actor) {
        var isSeen = asActor(actor, () -> tasks.createTaskQuery().taskId(taskId).count() > 0);
        return isSeen ? waiting(taskId) : Optional.empty();
    }

    @Override
    public Set<String> elsewhere(Actor actor) {
        var seen = asActor(
                actor,
                () -> tasks.createTaskQuery().active().list().stream()
                        .map(Task::getId)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        seen.removeAll(asEngine(() -> open(actor)).keySet());
        return seen;
    }

    @Override
    public Optional<HumanTask> find(String taskId, Actor actor) {
        return waiting(taskId).filter(task -> task.openTo(actor));
    }

    @Override
    @Transactional
    public void submit(String taskId, Actor actor, Map<String, ?> fields) {
        var task = find(taskId, actor).orElseThrow(NoSuchTask::new);
        contracts.refuseUndeclared(task.processKey(), task.definitionKey(), fields.keySet());
        var before = asEngine(() -> succession.before(taskId));
        Refusals.surface(() -> asActor(actor, () -> {
            try {
                tasks.complete(taskId, Submission.variables(actor, fields));
            } catch (OptimisticLockingException | AuthorizationException e) {
                throw new NoSuchTask();
            }
            return null;
        }));
        events.publishEvent(new PersonActed(actor, task.processKey(), task.definitionKey(), task.businessKey()));
        events.publishEvent(asEngine(() -> succession.after(before, task, actor)));
    }

    @Override
    @Transactional
    public void release(String taskId, Actor actor) {
        var task = find(taskId, actor).orElseThrow(NoSuchTask::new);
        if (!actor.userId().equals(task.assignee()) || task.groups().isEmpty()) {
            throw new NoSuchTask();
        }
        // The engine asks for the right to assign, with which one could hand the task to anybody.
        asEngine(() -> {
            tasks.setAssignee(taskId, null);
            return null;
        });
    }

    @Override
    @Transactional
    public void assign(String taskId, @Nullable Actor to) {
        var task = waiting(taskId).orElseThrow(NoSuchTask::new);
        if (task.groups().isEmpty() || to != null && !task.isFor(to)) {
            throw new Refused("assignee", "form.assignee");
        }
        // The right to assign, which the engine asks for, nobody has: one could hand the task to anybody with it.
        asEngine(() -> {
            try {
                tasks.setAssignee(taskId, to == null ? null : to.userId());
            } catch (OptimisticLockingException | NullValueException done) {
                throw new NoSuchTask();
            }
            return null;
        });
    }

    @Override
    public Map<String, Object> facts(String taskId, Actor actor) {
        var task = find(taskId, actor);
        if (task.isEmpty() && seen(taskId, actor).isEmpty()) {
            throw new NoSuchTask();
        }
        return task.map(t -> forms.facts(t, actor)).orElseGet(Map::of);
    }

    private HumanTask describe(Task task) {
        var links = tasks.getIdentityLinksForTask(task.getId());
        Set<String> groups = links.stream()
                .map(IdentityLink::getGroupId)
                .filter(g -> g != null)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> users = links.stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getUserId)
                .filter(u -> u != null)
                .collect(Collectors.toCollection(HashSet::new));
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        var definition = repository.getProcessDefinition(task.getProcessDefinitionId());
        var due = task.getDueDate();
        var key = instance == null ? null : instance.getBusinessKey();
        return new HumanTask(
                task.getId(),
                definition.getKey(),
                task.getTaskDefinitionKey(),
                key == null ? "" : key,
                task.getName() == null ? "" : task.getName(),
                task.getCreateTime().toInstant(),
                due == null ? null : due.toInstant(),
                task.getAssignee(),
                groups,
                tasks.getVariables(task.getId()),
                users);
    }

    /** Reads without the caller's engine authentication: what the caller may see is decided by {@link HumanTask#openTo}. */
    private <T> T asEngine(Supplier<T> work) {
        return EngineAuthentication.with(identity, null, work);
    }

    private <T> T asActor(Actor actor, Supplier<T> work) {
        return EngineAuthentication.with(identity, actor, work);
    }
}
