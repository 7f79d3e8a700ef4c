package org.dawra.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * Reads in the models which people's tasks come next. It follows every way that a model leaves open, up to the first task
 * of a person on each; what a gateway will decide it does not know, so that several answers mean "one of these".
 */
class Foresight {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final Function<String, BpmnModelInstance> models;

    Foresight(Function<String, BpmnModelInstance> models) {
        this.models = models;
    }

    /** Where a process was called from: the call activity and the process it stands in. */
    record Call(String process, String element) {}

    /**
     * What comes.
     *
     * @param people the next tasks of people
     * @param system what the engine does or waits for first
     */
    record Ahead(List<TaskDone.Step> people, Optional<TaskDone.Step> system) {}

    /**
     * A place on a way.
     *
     * @param left what no longer holds there of the variables where the way began: the element of each several that was
     *     left or entered, and {@link #level} of each call that was left
     * @param before the place before it on the way
     */
    record Place(
            String process,
            FlowNode node,
            List<Call> callers,
            Set<String> left,
            @Nullable Place before) {

        private String key() {
            return process + ":" + node.getId() + callers + left;
        }

        private Place to(FlowNode next, Set<String> leaving) {
            return new Place(process, next, callers, leaving, this);
        }

        /** How many steps lie before it. */
        int distance() {
            var steps = 0;
            for (var place = before; place != null; place = place.before()) {
                steps++;
            }
            return steps;
        }
    }

    /** Under what a process that stands so deep within calls is left, with all that was true in it. */
    static String level(int depth) {
        return "#" + depth;
    }

    /** What comes when the engine stands before the element. {@code callers} are the calls around it, the innermost first. */
    Ahead from(String process, String element, List<Call> callers) {
        var node = node(process, element);
        return node == null ? new Ahead(List.of(), Optional.empty()) : walk(List.of(begin(process, node, callers)));
    }

    /** What comes when the element is done. */
    Ahead after(String process, String element, List<Call> callers) {
        var node = node(process, element);
        return node == null ? new Ahead(List.of(), Optional.empty()) : walk(behind(begin(process, node, callers)));
    }

    /**
     * The first tasks of somebody on each way, behind those of others.
     *
     * @param done whether the element is done, or the engine stands before it
     */
    List<Place> firstOf(String process, String element, List<Call> callers, boolean done, Predicate<Place> theirs) {
        var node = node(process, element);
        if (node == null) {
            return List.of();
        }
        var begin = begin(process, node, callers);
        var found = new ArrayList<Place>();
        var seen = new HashSet<String>();
        Deque<Place> open = new ArrayDeque<>(done ? behind(begin) : List.of(begin));
        while (!open.isEmpty()) {
            var place = open.poll();
            if (!seen.add(place.key()) || isException(place)) {
                continue;
            }
            if (place.node() instanceof UserTask && theirs.test(place)) {
                found.add(place);
            } else {
                open.addAll(inside(place));
            }
        }
        return found;
    }

    /** A message that may come while a day is waited for, as that a list is opened again. */
    private static boolean isException(Place place) {
        var before = place.before();
        return before != null
                && before.node() instanceof EventBasedGateway
                && !place.node()
                        .getChildElementsByType(MessageEventDefinition.class)
                        .isEmpty();
    }

    private static Place begin(String process, FlowNode node, List<Call> callers) {
        return new Place(process, node, callers, Set.of(), null);
    }

    private Ahead walk(List<Place> begin) {
        Map<String, TaskDone.Step> people = new LinkedHashMap<>();
        TaskDone.@Nullable Step system = null;
        var seen = new HashSet<String>();
        Deque<Place> open = new ArrayDeque<>(begin);
        while (!open.isEmpty()) {
            var place = open.poll();
            if (!seen.add(place.key()) || isException(place)) {
                continue;
            }
            var node = place.node();
            if (node instanceof UserTask task) {
                people.putIfAbsent(place.process() + ":" + task.getId(), step(place.process(), task));
                continue;
            }
            if (system == null && people.isEmpty() && isStep(node)) {
                system = step(place.process(), node);
            }
            open.addAll(inside(place));
        }
        return new Ahead(List.copyOf(people.values()), Optional.ofNullable(system));
    }

    /** A step that has a name: gateways and ends have none, or a question. */
    private static boolean isStep(FlowNode node) {
        return (node instanceof Task || node instanceof CatchEvent && !(node instanceof StartEvent))
                && node.getName() != null;
    }

    private List<Place> inside(Place place) {
        var node = place.node();
        if (node instanceof SubProcess body) {
            return starts(place, place.process(), body.getChildElementsByType(StartEvent.class), place.callers());
        }
        if (node instanceof CallActivity call && call.getCalledElement() != null) {
            var callers = new ArrayList<Call>();
            callers.add(new Call(place.process(), call.getId()));
            callers.addAll(place.callers());
            var called = call.getCalledElement();
            return models.apply(called).getModelElementsByType(Process.class).stream()
                    .flatMap(process ->
                            starts(place, called, process.getChildElementsByType(StartEvent.class), callers).stream())
                    .toList();
        }
        return behind(place);
    }

    private static List<Place> starts(Place from, String process, Iterable<StartEvent> events, List<Call> callers) {
        var places = new ArrayList<Place>();
        var left = without(from.left(), element(from.node()));
        events.forEach(event -> places.add(new Place(process, event, callers, left, from)));
        return places;
    }

    /** Along the flows; from an end to what is behind the sub-process, or behind the call. */
    private List<Place> behind(Place place) {
        var node = place.node();
        if (!(node instanceof EndEvent)) {
            var left = without(place.left(), element(node));
            return node.getOutgoing().stream()
                    .map(flow -> place.to(flow.getTarget(), left))
                    .toList();
        }
        ModelElementInstance around = node.getParentElement();
        if (around instanceof SubProcess body) {
            return behind(place.to(body, place.left()));
        }
        if (place.callers().isEmpty()) {
            return List.of();
        }
        var call = place.callers().get(0);
        var outside = place.callers().subList(1, place.callers().size());
        var left = without(place.left(), level(place.callers().size()));
        var back = node(call.process(), call.element());
        return back == null ? List.of() : behind(new Place(call.process(), back, outside, left, place));
    }

    /** The variable that tells several instances of the node apart. */
    static @Nullable String element(FlowNode node) {
        return node instanceof Activity activity
                        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics several
                ? several.getCamundaElementVariable()
                : null;
    }

    private static Set<String> without(Set<String> left, @Nullable String more) {
        if (more == null || left.contains(more)) {
            return left;
        }
        var all = new HashSet<>(left);
        all.add(more);
        return Set.copyOf(all);
    }

    private @Nullable FlowNode node(String process, String element) {
        return models.apply(process).getModelElementById(element);
    }

    /** The element as a step, without what only a running task knows. */
    static TaskDone.Step step(String process, FlowNode node) {
        var name = node.getName() == null ? "" : node.getName();
        return new TaskDone.Step(
                process, node.getId(), name, node instanceof UserTask task ? who(task) : "", null, false);
    }

    /** Whom a task names, without the scope: {@code coordinator-${province}} is a coordinator, {@code ${juror}} a juror. */
    static String who(UserTask task) {
        var named = task.getCamundaAssignee() == null ? task.getCamundaCandidateGroups() : task.getCamundaAssignee();
        if (named == null) {
            return "";
        }
        var variable = VARIABLE.matcher(named);
        if (variable.matches()) {
            return variable.group(1);
        }
        return variable.replaceAll("").replaceFirst("-$", "");
    }
}
