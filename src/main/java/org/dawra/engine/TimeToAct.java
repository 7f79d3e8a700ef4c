package org.dawra.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Nobody is late with a task at the moment it comes into being. A model says by when the year's plan wants a task done; one
 * that comes late, as a second round does, is due {@link #WORKING_DAYS working days} after it came, but not after a timer
 * that ends it. A task of the day itself keeps its hour, and where that is over has until the evening. Reminders and
 * escalation, which a model counts from the planned day, move along.
 */
class TimeToAct extends AbstractBpmnParseListener {

    static final int WORKING_DAYS = 3;

    /** What comes in the evening is not due in the same hour. */
    private static final Duration AT_LEAST = Duration.ofHours(2);

    private static final String BODY = "#multiInstanceBody";
    private static final String COUNTER = "loopCounter";

    private final ObjectProvider<ProcessContract> contracts;
    private final ObjectProvider<WorkingDays> calendar;

    TimeToAct(ObjectProvider<ProcessContract> contracts, ObjectProvider<WorkingDays> calendar) {
        this.contracts = contracts;
        this.calendar = calendar;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof UserTaskActivityBehavior behaviour
                && behaviour.getTaskDefinition().getDueDateExpression() != null) {
            var definition = behaviour.getTaskDefinition();
            var planned = definition.getDueDateExpression();
            definition.setDueDateExpression(new Due(planned, definition.getKey()));
            definition.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, task -> moveReminders(task, planned));
        }
    }

    /** The due date as the model says it, or later. */
    private final class Due implements Expression {

        private final Expression planned;
        private final String task;

        Due(Expression planned, String task) {
            this.planned = planned;
            this.task = task;
        }

        @Override
        public @Nullable Object getValue(VariableScope scope) {
            var due = planned.getValue(scope);
            return due instanceof Date date && scope instanceof ExecutionEntity execution
                    ? Date.from(due(execution, task, date.toInstant()))
                    : due;
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            planned.setValue(value, scope);
        }

        @Override
        public String getExpressionText() {
            return planned.getExpressionText();
        }

        @Override
        public boolean isLiteralText() {
            return planned.isLiteralText();
        }
    }

    private Instant due(ExecutionEntity execution, String task, Instant planned) {
        var now = ClockUtil.getCurrentTime().toInstant();
        var ofTheDay = isOfTheDay(execution, task);
        if (ofTheDay && planned.isAfter(now)) {
            return planned;
        }
        var earliest = later(evening(execution, now, ofTheDay ? 0 : WORKING_DAYS), now.plus(AT_LEAST));
        if (!planned.isBefore(earliest)) {
            return planned;
        }
        return wayOut(execution)
                .flatMap(TimeToAct::boundaryTimers)
                .filter(timer -> timer.event().getActivityStartBehavior() == ActivityStartBehavior.CANCEL_EVENT_SCOPE)
                .map(timer -> timer.job().getDuedate().toInstant())
                .min(Instant::compareTo)
                .filter(closes -> closes.isBefore(earliest))
                .map(closes -> later(planned, closes))
                .orElse(earliest);
    }

    private boolean isOfTheDay(ExecutionEntity execution, String task) {
        var process = key(execution);
        return contracts.stream()
                .anyMatch(contract -> contract.key().equals(process)
                        && contract.tasksOfTheDay().contains(task));
    }

    private Instant evening(ExecutionEntity execution, Instant now, int days) {
        var root = wayOut(execution).reduce((inner, outer) -> outer).orElseThrow();
        var workingDays = calendar.getIfAvailable();
        return workingDays == null
                ? now.plus(Duration.ofDays(days))
                : workingDays.evening(key(root), root.getProcessBusinessKey(), now, days);
    }

    /** Those that would come before the new due date; what a step has counted from today stays. */
    private static void moveReminders(DelegateTask task, Expression planned) {
        var due = task.getDueDate();
        if (due == null
                || !(task.getExecution() instanceof ExecutionEntity execution)
                || !(planned.getValue(execution) instanceof Date date)
                || !due.after(date)) {
            return;
        }
        var shift = Duration.between(date.toInstant(), due.toInstant());
        var element = task.getTaskDefinitionKey();
        remindersOf(execution, element).forEach(timer -> {
            var at = timer.getDuedate().toInstant();
            if (!at.isAfter(due.toInstant())) {
                timer.setDuedate(Date.from(at.plus(shift)));
            }
        });
    }

    /** On the task's own boundary; where it is one of several, the first moves those around them all. */
    private static List<JobEntity> remindersOf(ExecutionEntity execution, String element) {
        var own = boundaryTimers(execution).filter(timer -> timer.isAbout(element));
        var first = Integer.valueOf(0).equals(execution.getVariableLocal(COUNTER));
        var all = first && execution.getParent() != null
                ? boundaryTimers(execution.getParent()).filter(timer -> timer.isAbout(element + BODY))
                : Stream.<BoundaryTimer>empty();
        return Stream.concat(own, all)
                .filter(timer ->
                        timer.event().getActivityStartBehavior() == ActivityStartBehavior.CONCURRENT_IN_FLOW_SCOPE)
                .map(BoundaryTimer::job)
                .toList();
    }

    private record BoundaryTimer(JobEntity job, ActivityImpl event) {

        boolean isAbout(String activity) {
            return event.getEventScope() instanceof ActivityImpl scope
                    && scope.getId().equals(activity);
        }
    }

    private static Stream<BoundaryTimer> boundaryTimers(ExecutionEntity execution) {
        return execution.getJobs().stream()
                .filter(job -> job.getDuedate() != null && job.getActivityId() != null)
                .flatMap(job -> {
                    var event = execution.getProcessDefinition().findActivity(job.getActivityId());
                    return event != null && event.getEventScope() != event.getFlowScope()
                            ? Stream.of(new BoundaryTimer(job, event))
                            : Stream.empty();
                });
    }

    /** The execution, what it stands in, and what has called its process. */
    private static Stream<ExecutionEntity> wayOut(ExecutionEntity execution) {
        return Stream.iterate(
                execution,
                place -> place != null,
                place -> place.getParent() == null ? place.getSuperExecution() : place.getParent());
    }

    private static String key(ExecutionEntity execution) {
        return ((ProcessDefinitionEntity) execution.getProcessDefinition()).getKey();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
