package org.dawra.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks {@link Foresight} from every place at which the engine stands. A handful of queries, however many places there are. */
@Component
class EngineOutlook implements Outlook {

    private static final String CALL = "callActivity";
    private static final String BODY = "#multiInstanceBody";

    /** Around a place, or over and waiting for others of its kind. */
    private static final Set<String> NO_PLACE =
            Set.of(CALL, "subProcess", "multiInstanceBody", "parallelGateway", "inclusiveGateway");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final RepositoryService repository;
    private final HistoryService history;
    private final ManagementService management;
    private final ObjectProvider<ExpectedDays> days;

    EngineOutlook(
            RuntimeService runtime,
            TaskService tasks,
            RepositoryService repository,
            HistoryService history,
            ManagementService management,
            ObjectProvider<ExpectedDays> days) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.repository = repository;
        this.history = history;
        this.management = management;
        this.days = days;
    }

    /** Where the engine stands. {@code executions} see the variables there, and at each call around it. */
    private record Stand(
            String definition,
            String process,
            String element,
            boolean task,
            @Nullable Instant due,
            List<Foresight.Call> callers,
            List<String> executions,
            String root) {}

    /** What one of several stands knows of a task that comes. */
    private record Found(TaskDone.Step step, @Nullable Instant begins, int distance, Stand stand) {}

    @Override
    public List<Expected> of(Actor actor, Predicate<String> mayBe) {
        var planned = planned();
        var foresights = new HashMap<String, Foresight>();
        var found = new LinkedHashMap<String, List<Found>>();
        for (var stand : stands()) {
            var look = new Look(actor, mayBe, stand, planned.getOrDefault(stand.root(), Map.of()));
            foresights
                    .computeIfAbsent(stand.definition(), this::foresight)
                    .firstOf(stand.process(), stand.element(), stand.callers(), stand.task(), look::isTheirs)
                    .stream()
                    .map(look::found)
                    .forEach(one -> found.computeIfAbsent(
                                    one.step().process() + ":" + one.step().element(), key -> new ArrayList<>())
                            .add(one));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(
                                (List<Found> ways) ->
                                        first(ways, way -> way.step().due()),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(ways ->
                                ways.stream().mapToInt(Found::distance).min().orElse(0)))
                .map(this::expected)
                .toList();
    }

    private Expected expected(List<Found> ways) {
        var step = ways.get(0).step();
        var due = first(ways, way -> way.step().due());
        var last = ways.stream()
                .map(Found::begins)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        var now = new LinkedHashMap<String, Now>();
        ways.stream().sorted(Comparator.comparingInt(Found::distance)).forEach(way -> {
            var stand = way.stand();
            now.merge(
                    stand.process() + ":" + stand.element(),
                    now(stand),
                    (one, other) -> new Now(
                            with(
                                    one.step(),
                                    earlier(one.step().due(), other.step().due())),
                            one.times() + other.times()));
        });
        return new Expected(with(step, due), last, List.copyOf(now.values()));
    }

    private Now now(Stand stand) {
        var node = (FlowNode)
                Objects.requireNonNull(model(stand.definition()).<FlowNode>getModelElementById(stand.element()));
        return new Now(with(Foresight.step(stand.process(), node), stand.due()), 1);
    }

    private static TaskDone.Step with(TaskDone.Step step, @Nullable Instant due) {
        return new TaskDone.Step(step.process(), step.element(), step.name(), step.who(), due, step.own());
    }

    private static @Nullable Instant first(List<Found> ways, Function<Found, @Nullable Instant> when) {
        return ways.stream()
                .map(when)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** The days of each process that nobody called, by its instance. */
    private Map<String, Map<String, Instant>> planned() {
        var planned = new HashMap<String, Map<String, Instant>>();
        for (var instance :
                runtime.createProcessInstanceQuery().rootProcessInstances().list()) {
            var known = new HashMap<String, Instant>();
            var key = instance.getBusinessKey();
            if (key != null) {
                var process = repository
                        .getProcessDefinition(instance.getProcessDefinitionId())
                        .getKey();
                days.orderedStream().forEach(said -> known.putAll(said.of(process, key)));
            }
            planned.put(instance.getId(), known);
        }
        return planned;
    }

    private List<Stand> stands() {
        var active = history.createHistoricActivityInstanceQuery().unfinished().list();
        var calls = new HashMap<String, HistoricActivityInstance>();
        for (var activity : active) {
            if (activity.getCalledProcessInstanceId() != null) {
                calls.put(activity.getCalledProcessInstanceId(), activity);
            }
        }
        var due = new HashMap<String, Instant>();
        for (Task task : tasks.createTaskQuery().initializeFormKeys().list()) {
            if (task.getDueDate() != null) {
                due.put(task.getId(), task.getDueDate().toInstant());
            }
        }
        var timers = new HashMap<String, Instant>();
        for (var job : management.createJobQuery().timers().list()) {
            if (job.getExecutionId() != null && job.getDuedate() != null) {
                timers.merge(job.getExecutionId(), job.getDuedate().toInstant(), EngineOutlook::sooner);
            }
        }
        var stands = new ArrayList<Stand>();
        for (var activity : active) {
            if (!NO_PLACE.contains(activity.getActivityType())) {
                var task = activity.getTaskId();
                stands.add(stand(
                        activity.getProcessDefinitionId(),
                        activity.getProcessDefinitionKey(),
                        activity.getActivityId(),
                        activity.getProcessInstanceId(),
                        activity.getExecutionId(),
                        task != null,
                        task != null ? due.get(task) : timers.get(activity.getExecutionId()),
                        calls));
            }
        }
        Map<String, JobDefinition> steps = new HashMap<>();
        management.createJobDefinitionQuery().list().forEach(step -> steps.put(step.getId(), step));
        for (var job : management.createJobQuery().messages().list()) {
            var step = steps.get(job.getJobDefinitionId());
            if (step != null && job.getExecutionId() != null) {
                stands.add(stand(
                        job.getProcessDefinitionId(),
                        job.getProcessDefinitionKey(),
                        step.getActivityId(),
                        job.getProcessInstanceId(),
                        job.getExecutionId(),
                        false,
                        null,
                        calls));
            }
        }
        return stands;
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Stand stand(
            String definition,
            String process,
            String activity,
            String instance,
            String execution,
            boolean task,
            @Nullable Instant due,
            Map<String, HistoricActivityInstance> calls) {
        var callers = new ArrayList<Foresight.Call>();
        var executions = new ArrayList<>(List.of(execution));
        var root = instance;
        for (var call = calls.get(instance); call != null; call = calls.get(root)) {
            callers.add(new Foresight.Call(call.getProcessDefinitionKey(), element(call.getActivityId())));
            executions.add(call.getExecutionId());
            root = call.getProcessInstanceId();
        }
        return new Stand(definition, process, element(activity), task, due, callers, executions, root);
    }

    private static String element(String activity) {
        return activity.endsWith(BODY) ? activity.substring(0, activity.length() - BODY.length()) : activity;
    }

    /** Sees the models that were deployed together with this one. */
    private Foresight foresight(String definition) {
        var deployment = repository.getProcessDefinition(definition).getDeploymentId();
        var known = new HashMap<String, String>();
        repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .list()
                .forEach(process -> known.put(process.getKey(), process.getId()));
        return new Foresight(key -> model(Objects.requireNonNull(known.get(key))));
    }

    private BpmnModelInstance model(String definition) {
        return repository.getBpmnModelInstance(definition);
    }

    /** The look ahead from one stand, with what its variables say as long as they hold. */
    private final class Look {

        private final Actor actor;
        private final Predicate<String> mayBe;
        private final Stand stand;
        private final Map<String, Instant> planned;
        private final Map<Integer, Map<String, Object>> variables = new HashMap<>();

        Look(Actor actor, Predicate<String> mayBe, Stand stand, Map<String, Instant> planned) {
            this.actor = actor;
            this.mayBe = mayBe;
            this.stand = stand;
            this.planned = planned;
        }

        boolean isTheirs(Foresight.Place place) {
            var task = (UserTask) place.node();
            var assignee = task.getCamundaAssignee();
            var named = assignee == null ? task.getCamundaCandidateGroups() : assignee;
            if (named == null) {
                return false;
            }
            var variable = VARIABLE.matcher(named);
            if (!variable.find()) {
                return actor.in(named);
            }
            var value =
                    Objects.equals(Foresight.element(task), variable.group(1)) ? null : value(place, variable.group(1));
            if (value == null) {
                return mayBe.test(Foresight.who(task));
            }
            var who = named.replace(variable.group(), String.valueOf(value));
            return assignee == null ? actor.in(who) : who.equals(actor.userId());
        }

        Found found(Foresight.Place place) {
            var task = (UserTask) place.node();
            Instant begins = null;
            for (var passed = place.before(); passed != null; passed = passed.before()) {
                var day = waitsFor(passed);
                begins = begins == null || day != null && day.isAfter(begins) ? day : begins;
            }
            var step = with(Foresight.step(place.process(), task), day(place, task.getCamundaDueDate()));
            return new Found(step, begins, place.distance(), stand);
        }

        private @Nullable Instant waitsFor(Foresight.Place place) {
            return place.node().getChildElementsByType(TimerEventDefinition.class).stream()
                    .map(TimerEventDefinition::getTimeDate)
                    .filter(Objects::nonNull)
                    .map(date -> day(place, date.getTextContent()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable Instant day(Foresight.Place place, @Nullable String expression) {
            var variable = VARIABLE.matcher(expression == null ? "" : expression.strip());
            if (!variable.matches()) {
                return null;
            }
            return value(place, variable.group(1)) instanceof Date date
                    ? date.toInstant()
                    : planned.get(variable.group(1));
        }

        /** What the variable says there, or null when it is not known yet or no longer the same. */
        private @Nullable Object value(Foresight.Place place, String name) {
            var depth = place.callers().size();
            var outside = stand.callers().size() - depth;
            if (outside < 0
                    || place.left().contains(name)
                    || place.left().contains(Foresight.level(depth))
                    || !place.callers()
                            .equals(stand.callers()
                                    .subList(outside, stand.callers().size()))) {
                return null;
            }
            return variables
                    .computeIfAbsent(
                            outside,
                            level -> runtime.getVariables(stand.executions().get(level)))
                    .get(name);
        }
    }
}
