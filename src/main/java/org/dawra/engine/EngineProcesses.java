package org.dawra.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The engine's doors for code that is not a person. */
@Component
class EngineProcesses implements ProcessStarts, ProcessMessages, ProcessHistory, Timers {

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final HistoryService history;
    private final ManagementService management;
    private final IdentityService identity;
    private final Contracts contracts;
    private final TaskForms forms;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Map<String, Map<String, String>> names = new ConcurrentHashMap<>();

    EngineProcesses(
            RuntimeService runtime,
            RepositoryService repository,
            HistoryService history,
            ManagementService management,
            IdentityService identity,
            Contracts contracts,
            TaskForms forms,
            Clock clock,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.runtime = runtime;
        this.repository = repository;
        this.history = history;
        this.management = management;
        this.identity = identity;
        this.contracts = contracts;
        this.forms = forms;
        this.clock = clock;
        this.events = events;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public String submit(String processKey, Actor actor, Map<String, ?> fields) {
        contracts.refuseUndeclaredStart(processKey, fields.keySet());
        var businessKey = Refusals.surface(() -> EngineAuthentication.with(identity, actor, () -> {
            var instance = runtime.createProcessInstanceByKey(processKey)
                    .setVariables(Submission.variables(actor, fields))
                    .execute();
            return instance.getBusinessKey();
        }));
        events.publishEvent(new PersonActed(actor, processKey, "startEvent", businessKey));
        return businessKey;
    }

    @Override
    public void start(String processKey, String businessKey, Map<String, ?> variables) {
        runtime.startProcessInstanceByKey(processKey, businessKey, new HashMap<>(variables));
    }

    @Override
    public Map<String, Object> facts(String processKey, Actor actor) {
        contracts.requireStartForm(processKey);
        var task = new HumanTask("", processKey, "startEvent", "", "", clock.instant(), null, null, Set.of(), Map.of());
        return forms.facts(task, actor);
    }

    @Override
    public boolean signal(String processKey, String businessKey, String message) {
        var waiting = runtime.createExecutionQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .messageEventSubscriptionName(message)
                .list();
        var delivered = false;
        for (var execution : waiting) {
            try {
                runtime.messageEventReceived(message, execution.getId());
                delivered = true;
            } catch (NullValueException | OptimisticLockingException wentOnMeanwhile) {
                continue;
            }
        }
        return delivered;
    }

    @Override
    public List<Step> steps(String processKey, String businessKey) {
        var steps = new ArrayList<Step>();
        history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .list()
                .forEach(instance -> history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list()
                        .forEach(activity -> steps.add(new Step(
                                processKey,
                                businessKey,
                                activity.getActivityId(),
                                activity.getActivityType(),
                                activity.getStartTime().toInstant(),
                                activity.getEndTime() == null
                                        ? null
                                        : activity.getEndTime().toInstant()))));
        steps.sort(Comparator.comparing(Step::started));
        return steps;
    }

    @Override
    public List<Passage> passages(String processKey, String businessKey) {
        return jdbc.sql("""
                        select p.PROC_DEF_KEY_, p.BUSINESS_KEY_, a.ACT_ID_, count(*) as begun,
                               sum(case when a.END_TIME_ is null then 1 else 0 end) as still_open,
                               min(a.START_TIME_) as first_start, max(a.END_TIME_) as last_end
                          from ACT_HI_PROCINST y
                          join ACT_HI_PROCINST p on p.ROOT_PROC_INST_ID_ = y.ID_
                          join ACT_HI_ACTINST a on a.PROC_INST_ID_ = p.ID_
                         where y.PROC_DEF_KEY_ = ? and y.BUSINESS_KEY_ = ? and p.BUSINESS_KEY_ is not null
                         group by p.PROC_DEF_KEY_, p.BUSINESS_KEY_, a.ACT_ID_
                         order by first_start, a.ACT_ID_
                        """)
                .params(processKey, businessKey)
                .query((row, number) -> new Passage(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant(),
                        instant(row.getTimestamp(7))))
                .list();
    }

    @Override
    public List<OpenTask> openTasks(String processKey, String businessKey) {
        return jdbc.sql("""
                        select p.PROC_DEF_KEY_, p.BUSINESS_KEY_, t.TASK_DEF_KEY_, t.NAME_, t.CREATE_TIME_, t.DUE_DATE_,
                               t.ASSIGNEE_, l.GROUP_ID_
                          from ACT_HI_PROCINST y
                          join ACT_HI_PROCINST p on p.ROOT_PROC_INST_ID_ = y.ID_
                          join ACT_RU_TASK t on t.PROC_INST_ID_ = p.ID_
                          left join ACT_RU_IDENTITYLINK l
                            on l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate' and l.GROUP_ID_ is not null
                         where y.PROC_DEF_KEY_ = ? and y.BUSINESS_KEY_ = ? and p.BUSINESS_KEY_ is not null
                         order by t.CREATE_TIME_, t.ID_, l.GROUP_ID_
                        """)
                .params(processKey, businessKey)
                .query((row, number) -> new OpenTask(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4) == null ? row.getString(3) : row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        instant(row.getTimestamp(6)),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    @Override
    public Optional<String> elementName(String processKey, String elementId) {
        return Optional.ofNullable(
                names.computeIfAbsent(processKey, this::names).get(elementId));
    }

    /** Names of the deployed model; models change with the application only. */
    private Map<String, String> names(String processKey) {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(processKey)
                .latestVersion()
                .singleResult();
        if (definition == null) {
            return Map.of();
        }
        var found = new HashMap<String, String>();
        for (var element :
                repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowElement.class)) {
            if (element.getName() != null) {
                found.put(element.getId(), element.getName());
            }
        }
        return found;
    }

    @Override
    public boolean isRunning(String processKey, String businessKey) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(processKey)
                        .processInstanceBusinessKey(businessKey)
                        .count()
                > 0;
    }

    @Override
    public RowCount rows() {
        var counts = management.getTableCount();
        return new RowCount(sum(counts, "ACT_RU_"), sum(counts, "ACT_HI_"));
    }

    @Override
    public List<String> incidents() {
        return runtime.createIncidentQuery().list().stream()
                .map(i -> repository
                                .getProcessDefinition(i.getProcessDefinitionId())
                                .getKey() + ":" + i.getActivityId() + ": " + i.getIncidentMessage())
                .toList();
    }

    @Override
    public int fire(String processKey, String businessKey, String activityId) {
        var past = Date.from(Instant.now(clock).minusSeconds(1));
        var jobs = runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .list()
                .stream()
                .flatMap(
                        instance -> management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId(activityId)
                                .timers()
                                .list()
                                .stream())
                .toList();
        jobs.forEach(job -> management.setJobDuedate(job.getId(), past));
        return jobs.size();
    }

    @Override
    public Optional<Instant> nextDue() {
        return management
                .createJobQuery()
                .active()
                .withRetriesLeft()
                .duedateHigherThan(Date.from(clock.instant()))
                .orderByJobDuedate()
                .asc()
                .list()
                .stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .map(job -> job.getDuedate().toInstant())
                .findFirst();
    }

    @Override
    public boolean workPending() {
        return management.createJobQuery().executable().count() > 0;
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().toUpperCase(Locale.ROOT).contains(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
