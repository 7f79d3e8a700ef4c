package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.EventBasedGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.PvmExecutionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Proof that the tests of a process leave nothing of its model out: every node was entered, every sequence flow taken, and
 * every loop left after no, one and two rounds. What is missing fails the test class after its last test, by id.
 *
 * <p>Registered as a static extension, given to whatever builds the engine. A run of single tests judges nothing.
 */
public final class FlowCoverage implements BeforeEachCallback, AfterAllCallback {

    private final String process;
    private final Map<String, ActivityImpl> nodes = new LinkedHashMap<>();
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private final Set<String> entered = new HashSet<>();
    /** How often each flow was taken, by test and execution of the scope that it lies in: a new database gives ids again. */
    private final Map<String, Map<String, Integer>> taken = new HashMap<>();

    private final Set<Method> run = new HashSet<>();
    private int tests;

    private record Flow(String id, String source, String target) {}

    /** Watches the process with this key and no other. */
    public FlowCoverage(String process) {
        this.process = process;
    }

    /** The process that is watched. */
    public String process() {
        return process;
    }

    /** Makes the engine tell what it passes. To be called before the engine is built. */
    public void watch(ProcessEngineConfigurationImpl configuration) {
        var listeners = new ArrayList<>(
                configuration.getCustomPostBPMNParseListeners() == null
                        ? List.of()
                        : configuration.getCustomPostBPMNParseListeners());
        listeners.add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity definition) {
                if (process.equals(definition.getKey())) {
                    watch(definition);
                }
            }
        });
        configuration.setCustomPostBPMNParseListeners(listeners);
    }

    private void watch(ScopeImpl scope) {
        for (var activity : scope.getActivities()) {
            // The body of a multi-instance element has no node of its own in the diagram.
            if (!activity.getId().contains("#")) {
                nodes.put(activity.getId(), activity);
                activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                        e -> enter(activity, (ActivityExecution) e));
            }
            for (var outgoing : activity.getOutgoingTransitions()) {
                var transition = (TransitionImpl) outgoing;
                flows.put(transition.getId(), flow(transition));
                transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                        e -> take(transition.getId(), (ActivityExecution) e));
            }
            watch(activity);
        }
    }

    private static Flow flow(TransitionImpl transition) {
        return new Flow(
                transition.getId(),
                node(transition.getSource().getId()),
                node(transition.getDestination().getId()));
    }

    private static String node(String activity) {
        return activity.replaceFirst("#.*", "");
    }

    private synchronized void enter(ActivityImpl activity, ActivityExecution execution) {
        entered.add(activity.getId());
        // The engine goes from an event gateway straight to the event that happens and says nothing of the flow
        // between.
        for (var incoming : activity.getIncomingTransitions()) {
            var source = (ActivityImpl) incoming.getSource();
            if (source.getActivityBehavior() instanceof EventBasedGatewayActivityBehavior) {
                take(incoming.getId(), execution);
            }
        }
    }

    private synchronized void take(String flow, ActivityExecution execution) {
        var scope = (PvmExecutionImpl) execution;
        while (!scope.isScope()) {
            scope = scope.getParent();
        }
        taken.computeIfAbsent(tests + ":" + scope.getId(), s -> new HashMap<>()).merge(flow, 1, Integer::sum);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        tests++;
        run.add(context.getRequiredTestMethod());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            if (run.containsAll(testsOf(context.getRequiredTestClass()))) {
                assertThat(missing())
                        .as("of %s, never passed by %s", process, context.getDisplayName())
                        .isEmpty();
            }
        } finally {
            // They hold a whole engine, some 40 MB, and the extension stays for as long as its class.
            nodes.clear();
        }
    }

    private static List<Method> testsOf(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, Testable.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .filter(method -> !AnnotationSupport.isAnnotated(method, Disabled.class))
                .toList();
    }

    /** Everything of the model that no test has passed. */
    Collection<String> missing() {
        assertThat(nodes).as("%s was not deployed on a watched engine", process).isNotEmpty();
        var missing = new TreeSet<String>(nodes.keySet());
        missing.removeAll(entered);
        flows.keySet().stream()
                .filter(flow -> taken.values().stream().noneMatch(counts -> counts.containsKey(flow)))
                .forEach(missing::add);
        for (var back : loops()) {
            for (var rounds : List.of(0, 1, 2)) {
                if (!leftAfter(back, rounds)) {
                    missing.add(back.id() + " " + rounds + " times");
                }
            }
        }
        return missing;
    }

    /** Flows that lead back to a node on their own way. */
    private List<Flow> loops() {
        var loops = new ArrayList<Flow>();
        var starts = nodes.values().stream()
                .filter(node -> node.getIncomingTransitions().isEmpty() && attachedTo(node) == null)
                .toList();
        var done = new HashSet<String>();
        starts.forEach(start -> search(start.getId(), new ArrayDeque<>(), done, loops));
        return loops;
    }

    private void search(String node, ArrayDeque<String> way, Set<String> done, List<Flow> loops) {
        way.push(node);
        flows.values().stream().filter(flow -> flow.source().equals(node)).forEach(flow -> {
            if (way.contains(flow.target())) {
                loops.add(flow);
            } else if (!done.contains(flow.target())) {
                search(flow.target(), way, done, loops);
            }
        });
        nodes.values().stream()
                .filter(event -> node.equals(attachedTo(event)) && !done.contains(event.getId()))
                .forEach(event -> search(event.getId(), way, done, loops));
        way.pop();
        done.add(node);
    }

    /** Id of the activity on whose boundary this event stands. */
    private static String attachedTo(ActivityImpl event) {
        var scope = event.getEventScope();
        return scope instanceof ActivityImpl activity && activity != event && activity != event.getFlowScope()
                ? node(activity.getId())
                : null;
    }

    /** Whether, in one instance of its scope, the loop was left for good after so many rounds (two: or more). */
    private boolean leftAfter(Flow back, int rounds) {
        var body = body(back);
        var exits = flows.values().stream()
                .filter(flow -> body.contains(flow.source()) && !body.contains(flow.target()))
                .map(Flow::id)
                .toList();
        return taken.values().stream()
                .filter(counts -> exits.stream().anyMatch(counts::containsKey))
                .map(counts -> counts.getOrDefault(back.id(), 0))
                .anyMatch(count -> Math.min(count, 2) == rounds);
    }

    /** The nodes from which one comes back to the loop's first node without passing it. */
    private Set<String> body(Flow back) {
        var body = new HashSet<>(Set.of(back.source(), back.target()));
        var open = new ArrayDeque<>(Set.of(back.source()));
        while (!open.isEmpty()) {
            var node = open.pop();
            if (!node.equals(back.target())) {
                flows.values().stream()
                        .filter(flow -> flow.target().equals(node) && body.add(flow.source()))
                        .forEach(flow -> open.push(flow.source()));
            }
        }
        return body;
    }
}
