package org.dawra.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class EngineTaskSteering implements TaskSteering {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final IdentityService identity;

    EngineTaskSteering(
            TaskService tasks,
            RuntimeService runtime,
            ManagementService management,
            RepositoryService repository,
            IdentityService identity) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.identity = identity;
    }

    @Override
    @Transactional
    public void offer(String taskId, String userId) {
        steer(taskId, task -> {
            tasks.addCandidateUser(taskId, userId);
            letGo(task);
            return task;
        });
    }

    /** Whose task it is by the model itself may still do it: from then on it is open to both. */
    private void letGo(Task task) {
        var holder = task.getAssignee();
        if (holder != null) {
            if (tasks.getIdentityLinksForTask(task.getId()).stream().noneMatch(link -> link.getGroupId() != null)) {
                tasks.addCandidateUser(task.getId(), holder);
            }
            tasks.setAssignee(task.getId(), null);
        }
    }

    @Override
    @Transactional
    public void postpone(String taskId, Instant due) {
        steer(taskId, task -> {
            var before = task.getDueDate();
            task.setDueDate(Date.from(due));
            tasks.saveTask(task);
            if (before != null) {
                var shift = Duration.between(before.toInstant(), due);
                timersAround(task).forEach((timer, event) -> {
                    if (!event.cancelActivity() && isAbout(task, timer, event)) {
                        var moved = timer.getDuedate().toInstant().plus(shift);
                        management.setJobDuedate(timer.getId(), Date.from(moved));
                    }
                });
            }
            return task;
        });
    }

    /** On its own boundary, or where the task is one of several that the model repeats, on the boundary of them all. */
    private static boolean isAbout(Task task, Job timer, BoundaryEvent event) {
        return timer.getExecutionId().equals(task.getExecutionId())
                || event.getAttachedTo().getId().equals(task.getTaskDefinitionKey());
    }

    @Override
    public Optional<Instant> closes(String taskId) {
        return steer(
                taskId,
                task -> timersAround(task).entrySet().stream()
                        .filter(timer -> timer.getValue().cancelActivity())
                        .map(timer -> timer.getKey().getDuedate().toInstant())
                        .min(Instant::compareTo));
    }

    @Override
    public Optional<String> origin(String taskId, String processKey) {
        return steer(taskId, task -> {
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            return instance == null
                    ? Optional.empty()
                    : Optional.ofNullable(runtime.createProcessInstanceQuery()
                                    .processInstanceId(instance.getRootProcessInstanceId())
                                    .processDefinitionKey(processKey)
                                    .singleResult())
                            .map(root -> root.getBusinessKey());
        });
    }

    /** The timers that wait on the boundary of the task, of what it stands in, and of what has called its process. */
    private Map<Job, BoundaryEvent> timersAround(Task task) {
        var found = new LinkedHashMap<Job, BoundaryEvent>();
        for (var execution : wayOut(task)) {
            for (var timer : management
                    .createJobQuery()
                    .timers()
                    .processInstanceId(execution.getProcessInstanceId())
                    .list()) {
                if (execution.getId().equals(timer.getExecutionId())) {
                    var event = boundary(timer);
                    if (event != null) {
                        found.put(timer, event);
                    }
                }
            }
        }
        return found;
    }

    private List<ExecutionEntity> wayOut(Task task) {
        var way = new ArrayList<ExecutionEntity>();
        var next = task.getExecutionId();
        while (next != null) {
            var execution = (ExecutionEntity)
                    runtime.createExecutionQuery().executionId(next).singleResult();
            if (execution == null) {
                break;
            }
            way.add(execution);
            next = execution.getParentId() == null ? execution.getSuperExecutionId() : execution.getParentId();
        }
        return way;
    }

    private @Nullable BoundaryEvent boundary(Job timer) {
        var definition = management
                .createJobDefinitionQuery()
                .jobDefinitionId(timer.getJobDefinitionId())
                .singleResult();
        return definition != null
                        && repository
                                        .getBpmnModelInstance(timer.getProcessDefinitionId())
                                        .getModelElementById(definition.getActivityId())
                                instanceof BoundaryEvent event
                ? event
                : null;
    }

    /** Without the caller's engine authentication: no role of ours has the engine's right to assign. */
    private <T> T steer(String taskId, Function<Task, T> work) {
        Supplier<T> steered = () -> {
            var task = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task == null) {
                throw new HumanTasks.NoSuchTask();
            }
            try {
                return work.apply(task);
            } catch (NullValueException | OptimisticLockingException doneMeanwhile) {
                throw new HumanTasks.NoSuchTask();
            }
        };
        return EngineAuthentication.with(identity, null, steered);
    }
}
