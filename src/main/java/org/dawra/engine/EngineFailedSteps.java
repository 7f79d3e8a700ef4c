package org.dawra.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Failed steps are the engine's jobs that bear an exception; one that has no try left has an incident. */
@Component
class EngineFailedSteps implements FailedSteps {

    private static final int MOST = 200;

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final IdentityService identity;
    private final Clock clock;

    EngineFailedSteps(
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            IdentityService identity,
            Clock clock) {
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<FailedStep> all() {
        return management.createJobQuery().withException().listPage(0, MOST).stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .map(this::step)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(FailedStep::since).thenComparing(FailedStep::step))
                .toList();
    }

    @Override
    public long waiting() {
        return management.createJobQuery().noRetriesLeft().withException().count();
    }

    @Override
    public Standing standing(String step) {
        var job = management.createJobQuery().jobId(step).singleResult();
        return job == null ? Standing.PASSED : job.getRetries() > 0 ? Standing.BEING_TRIED : Standing.FAILED;
    }

    @Override
    @Transactional
    public Optional<FailedStep> retry(String id, Actor actor) {
        var incident = runtime.createIncidentQuery().incidentId(id).singleResult();
        if (incident == null) {
            return Optional.empty();
        }
        var job = management
                .createJobQuery()
                .jobId(incident.getConfiguration())
                .noRetriesLeft()
                .singleResult();
        if (job == null) {
            return Optional.empty();
        }
        var step = step(job);
        try {
            EngineAuthentication.<@Nullable Void>with(identity, actor, () -> {
                management.setJobRetries(job.getId(), 1);
                return null;
            });
        } catch (OptimisticLockingException | NullValueException | NotFoundException meanwhile) {
            throw new Meanwhile(meanwhile);
        }
        return Optional.ofNullable(step);
    }

    private @Nullable FailedStep step(Job job) {
        var incident = runtime.createIncidentQuery().configuration(job.getId()).listPage(0, 1).stream()
                .findFirst();
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult();
        if (instance == null || job.getRetries() <= 0 && incident.isEmpty()) {
            return null;
        }
        var definition = repository.getProcessDefinition(job.getProcessDefinitionId());
        var due = job.getDuedate() == null ? clock.instant() : job.getDuedate().toInstant();
        var trying = job.getRetries() > 0;
        return new FailedStep(
                trying ? job.getId() : incident.orElseThrow().getId(),
                job.getId(),
                definition.getKey(),
                Objects.requireNonNullElse(definition.getName(), definition.getKey()),
                element(job),
                Objects.requireNonNullElse(instance.getBusinessKey(), ""),
                variables(job),
                job.getCreateTime() == null
                        ? incident.map(i -> i.getIncidentTimestamp().toInstant())
                                .orElse(due)
                        : job.getCreateTime().toInstant(),
                Math.max(1, EngineConfiguration.TRIES - job.getRetries()),
                trying ? null : incident.orElseThrow().getIncidentTimestamp().toInstant(),
                trying ? due : null,
                trying ? lastTry(due, job.getRetries()) : null,
                Fault.of(management.getJobExceptionStacktrace(job.getId())));
    }

    /** The engine waits longer each time; the last interval stands before the last try. */
    private static Instant lastTry(Instant next, int left) {
        var waits = EngineConfiguration.WAITS;
        return next.plus(waits.subList(Math.max(0, waits.size() - (left - 1)), waits.size()).stream()
                .reduce(Duration.ZERO, Duration::plus));
    }

    private String element(Job job) {
        if (job.getFailedActivityId() != null) {
            return job.getFailedActivityId();
        }
        var definition = management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
        return definition == null ? "" : definition.getActivityId();
    }

    private Map<String, Object> variables(Job job) {
        var execution = job.getExecutionId();
        if (execution == null
                || runtime.createExecutionQuery().executionId(execution).count() == 0) {
            return Map.of();
        }
        var seen = new HashMap<>(runtime.getVariables(execution));
        seen.values().removeIf(Objects::isNull);
        return seen;
    }
}
