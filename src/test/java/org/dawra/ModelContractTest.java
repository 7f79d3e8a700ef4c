package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.dawra.access.Role;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Component;

/** Holds models and code together in both directions: the rules of the BPMN ↔ code contract. */
class ModelContractTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern BEAN = Pattern.compile("\\$\\{([a-z][A-Za-z]*)}");
    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z.'])([a-z][A-Za-z]*)");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{[a-z][A-Za-z]*( == ('[A-Z_]+'|0))?}");
    private static final Pattern ARABIC = Pattern.compile("[\\u0600-\\u06FF() ]+");
    private static final String ENGINE_KEY = "${execution.processBusinessKey}";
    private static final Map<String, ProcessContract> CONTRACTS = new HashMap<>();
    private static final Map<String, Map<String, String>> CONSTANTS = new HashMap<>();
    private static final Map<String, Class<?>> BEANS = new TreeMap<>();

    static {
        for (var type : ourTypes()) {
            if (type.isAnnotationPresent(Component.class)
                    && (JavaDelegate.class.isAssignableFrom(type)
                            || TaskListener.class.isAssignableFrom(type)
                            || ExecutionListener.class.isAssignableFrom(type))) {
                BEANS.put(decapitalised(type.getSimpleName()), type);
            }
            try {
                for (var field : type.getDeclaredFields()) {
                    if (field.getType() == ProcessContract.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        var contract = (ProcessContract) field.get(null);
                        CONTRACTS.put(contract.key(), contract);
                        var constants = new HashMap<String, String>();
                        for (var constant : type.getDeclaredFields()) {
                            if (constant.getType() == ProcessVariable.class) {
                                constant.setAccessible(true);
                                constants.put(
                                        type.getSimpleName() + "." + constant.getName(),
                                        ((ProcessVariable<?>) constant.get(null)).name());
                            }
                        }
                        CONSTANTS.put(contract.key(), constants);
                    }
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Stream<String> processes() throws IOException {
        try (var files = Files.list(Path.of("bpmn"))) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".bpmn"))
                    .map(f -> f.replace(".bpmn", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void fileNameIsTheProcessIdAndOnlyTheYearCanBeStartedByAPerson(String key) {
        var process =
                model(key).getModelElementsByType(Process.class).iterator().next();
        assertThat(process.getId()).isEqualTo(key).matches("[a-z]+(-[a-z]+)*");
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getCamundaVersionTag()).isNotBlank();
        assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P1825D");
        assertThat(process.isCamundaStartableInTasklist()).isEqualTo(key.equals("annual-cycle"));
        assertThat(process.getName()).matches(ARABIC);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void elementIdsSayTypeAndStemAndNamesAreArabic(String key) {
        for (var node : all(key, FlowNode.class)) {
            var id = node.getId();
            assertThat(id).as(key).matches(idPattern(node));
            if (node.getName() != null) {
                assertThat(node.getName()).as(id).matches(ARABIC);
            }
            var forks = node.getOutgoing().size() > 1;
            var asks = node instanceof ExclusiveGateway || node instanceof InclusiveGateway;
            if (node instanceof Activity || node instanceof Event || (asks && forks)) {
                assertThat(node.getName()).as("name of " + key + "/" + id).isNotBlank();
            }
            if (asks && forks) {
                assertThat(node.getName()).as(id).endsWith("؟");
                node.getOutgoing()
                        .forEach(flow ->
                                assertThat(flow.getName()).as(flow.getId()).isNotBlank());
            }
        }
        for (var flow : all(key, SequenceFlow.class)) {
            assertThat(flow.getId()).as(key).matches("flow_[a-z][A-Za-z]*");
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyElementIsDrawn(String key) {
        for (var node : all(key, FlowNode.class)) {
            assertThat(node.getDiagramElement()).as(node.getId()).isNotNull();
        }
        for (var flow : all(key, SequenceFlow.class)) {
            assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void stemOfElementAndBeanAreOneAndNothingElseRuns(String key) {
        var model = model(key);
        assertThat(model.getModelElementsByType(ScriptTask.class)).isEmpty();
        assertThat(model.getModelElementsByType(Script.class)).isEmpty();
        assertThat(model.getModelElementsByType(CamundaScript.class)).isEmpty();
        for (var task : all(key, ServiceTask.class)) {
            assertThat(task.getCamundaDelegateExpression()).as(task.getId()).isEqualTo("${" + stem(task) + "Delegate}");
            assertThat(task.isCamundaAsyncBefore()).as(task.getId()).isTrue();
            assertThat(task.getCamundaClass()).isNull();
            assertThat(task.getCamundaExpression()).isNull();
        }
        for (var task : all(key, UserTask.class)) {
            var listeners = children(task, CamundaTaskListener.class);
            assertThat(listeners).as(task.getId()).hasSize(1);
            assertThat(listeners.get(0).getCamundaEvent()).isEqualTo("complete");
            assertThat(listeners.get(0).getCamundaDelegateExpression()).isEqualTo("${" + stem(task) + "Listener}");
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyBeanThatAModelNamesIsOneOfOurs(String key) {
        for (var bean : beansNamedBy(key)) {
            assertThat(BEANS).as(key).containsKey(bean);
        }
    }

    @Test
    void everyDelegateAndListenerIsNamedByAModel() throws IOException {
        var named = new TreeSet<String>();
        processes().forEach(key -> named.addAll(beansNamedBy(key)));
        assertThat(named).containsAll(BEANS.keySet());
    }

    @Test
    void everyContractHasItsModel() throws IOException {
        assertThat(processes().toList()).containsAll(CONTRACTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void aTaskNamesExactlyOneKindOfPersonADueDateAndAFormThatExists(String key) {
        for (var task : all(key, UserTask.class)) {
            var id = key + "/" + task.getId();
            var assignee = task.getCamundaAssignee();
            var groups = task.getCamundaCandidateGroupsList();
            assertThat(task.getCamundaCandidateUsers()).as(id).isNull();
            if (assignee != null) {
                assertThat(assignee).as(id).matches(BEAN);
                assertThat(groups).as(id).isEmpty();
            } else {
                assertThat(groups).as(id).hasSize(1);
                var group = groups.get(0);
                assertThat(group.matches("\\$\\{confirmer}")
                                || group.matches("coordinator-\\$\\{province}")
                                || unscopedGroups().contains(group))
                        .as("%s names %s", id, group)
                        .isTrue();
            }
            assertThat(task.getCamundaDueDate()).as("due date of " + id).matches(BEAN);
            formOf(id, task.getCamundaFormKey(), task.getCamundaFormRef(), task.getCamundaFormRefBinding());
        }
        for (var start : all(key, StartEvent.class)) {
            if (start.getCamundaFormKey() != null || start.getCamundaFormRef() != null) {
                formOf(
                        key + "/" + start.getId(),
                        start.getCamundaFormKey(),
                        start.getCamundaFormRef(),
                        start.getCamundaFormRefBinding());
            }
        }
    }

    @Test
    void noFormIsLeftWithoutATask() throws IOException {
        if (!Files.isDirectory(Path.of("forms"))) {
            return;
        }
        var named = new HashSet<String>();
        processes().forEach(key -> {
            for (var task : all(key, UserTask.class)) {
                named.add(formFile(task.getCamundaFormKey(), task.getCamundaFormRef()));
            }
            for (var start : all(key, StartEvent.class)) {
                named.add(formFile(start.getCamundaFormKey(), start.getCamundaFormRef()));
            }
        });
        try (var forms = Files.list(Path.of("forms"))) {
            assertThat(forms.map(f -> f.getFileName().toString())
                            .filter(f -> f.endsWith(".form") || f.endsWith(".html"))
                            .toList())
                    .allSatisfy(form -> assertThat(named).contains(form));
        }
    }

    /** An embedded HTML form is sent by its own script; what a Camunda Form sends can be read from its file. */
    @ParameterizedTest
    @MethodSource("processes")
    void aCamundaFormSendsExactlyTheFieldsOfItsTask(String key) throws IOException {
        for (var task : all(key, UserTask.class)) {
            if (task.getCamundaFormRef() != null) {
                var form = new ObjectMapper()
                        .readTree(Path.of("forms", task.getCamundaFormRef() + ".form")
                                .toFile());
                var sent = new TreeSet<String>();
                form.findParents("key").forEach(field -> {
                    if (!field.path("disabled").asBoolean() && field.has("type")) {
                        sent.add(field.get("key").asText());
                    }
                });
                assertThat(sent)
                        .as(task.getCamundaFormRef())
                        .isEqualTo(contract(key).taskFields().get(task.getId()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyNameIsTranslated(String key) {
        for (var language : List.of(Language.FR, Language.EN)) {
            var texts = AllTexts.source();
            for (var node : all(key, FlowNode.class)) {
                if (node.getName() != null) {
                    var name = key + "." + node.getId() + ".name";
                    assertThat(texts.getMessage(name, null, "", language.locale()))
                            .as(language + " " + name)
                            .isNotBlank();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void contractAndModelHaveTheSameTasksMessagesAndCodes(String key) {
        var contract = contract(key);
        assertThat(contract.taskFields().keySet())
                .containsExactlyInAnyOrderElementsOf(all(key, UserTask.class).stream()
                        .map(BaseElement::getId)
                        .toList());
        var model = model(key);
        assertThat(contract.messages())
                .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(Message.class).stream()
                        .map(Message::getName)
                        .toList());
        assertThat(contract.errors())
                .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(Error.class).stream()
                        .map(Error::getErrorCode)
                        .toList());
        assertThat(contract.escalations())
                .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(Escalation.class).stream()
                        .map(Escalation::getEscalationCode)
                        .toList());
        var hasStartForm = all(key, StartEvent.class).stream()
                .anyMatch(s -> s.getCamundaFormRef() != null || s.getCamundaFormKey() != null);
        assertThat(contract.startFields() != null).isEqualTo(hasStartForm);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void expressionsReadContractVariablesOnly(String key) {
        var contract = contract(key);
        var used = variablesUsed(key);
        assertThat(contract.variables().keySet()).as(key).containsAll(used);
        for (var date : datesUsed(key)) {
            assertThat(contract.variables().get(date).type())
                    .as(key + "/" + date)
                    .isEqualTo(Date.class);
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void noContractVariableIsAnOrphan(String key) {
        contract(key);
        var used = variablesUsed(key);
        var code = allSources();
        CONSTANTS.get(key).forEach((constant, variable) -> {
            var field = constant.substring(constant.indexOf('.') + 1);
            var named = code.entrySet().stream()
                    .filter(e -> !e.getKey().equals(constant.substring(0, constant.indexOf('.'))))
                    .anyMatch(e -> Pattern.compile("\\b" + field + "\\b")
                            .matcher(e.getValue())
                            .find());
            assertThat(used.contains(variable) || named)
                    .as(key + ": " + constant)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void conditionsAreFactsNotLogic(String key) {
        for (var flow : all(key, SequenceFlow.class)) {
            if (flow.getConditionExpression() != null) {
                assertThat(flow.getConditionExpression().getTextContent())
                        .as(flow.getId())
                        .matches(CONDITION);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void callActivitiesBindToTheDeploymentAndPassABusinessKey(String key) throws IOException {
        var known = processes().toList();
        for (var call : all(key, CallActivity.class)) {
            assertThat(call.getCamundaCalledElementBinding()).as(call.getId()).isEqualTo("deployment");
            assertThat(known).contains(call.getCalledElement());
            assertThat(children(call, CamundaIn.class))
                    .as(call.getId())
                    .filteredOn(in -> in.getCamundaBusinessKey() != null)
                    .hasSize(1);
        }
    }

    @Test
    void messageNamesAreUniqueOverAllProcesses() throws IOException {
        var names = new ArrayList<String>();
        processes()
                .forEach(key -> model(key).getModelElementsByType(Message.class).forEach(m -> names.add(m.getName())));
        assertThat(names).doesNotHaveDuplicates();
    }

    /** A write inside a body that runs many times lands in the process instance unless the variable is local there. */
    @ParameterizedTest
    @MethodSource("processes")
    void insideAMultiInstanceBodyOnlyItsInputParametersAreWritten(String key) {
        contract(key);
        var sources = allSources();
        for (var loop : model(key).getModelElementsByType(MultiInstanceLoopCharacteristics.class)) {
            var body = (Activity) loop.getParentElement();
            var local = new HashSet<String>();
            children(body, CamundaInputParameter.class).forEach(p -> local.add(p.getCamundaName()));
            var inside = new ArrayList<Activity>(List.of(body));
            if (body instanceof SubProcess) {
                all(key, Activity.class).stream().filter(a -> isInside(a, body)).forEach(inside::add);
            }
            for (var activity : inside) {
                var source = sources.getOrDefault(
                        capitalised(stem(activity)) + (activity instanceof UserTask ? "Listener" : "Delegate"), "");
                var write = Pattern.compile("\\b([A-Z][A-Z_]+)\\s*\\.set\\(").matcher(source);
                while (write.find()) {
                    var field = write.group(1);
                    var variable = CONSTANTS.get(key).entrySet().stream()
                            .filter(e -> e.getKey().endsWith("." + field))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(field);
                    assertThat(local)
                            .as("%s/%s writes %s", key, activity.getId(), variable)
                            .contains(variable);
                }
                assertThat(source).as(activity.getId()).doesNotContainPattern("\\b(set|remove)Variable");
            }
        }
    }

    /** An output parameter and a result variable are written outside the element, past every contract and delegate. */
    @ParameterizedTest
    @MethodSource("processes")
    void nothingIsWrittenByTheModelItself(String key) {
        assertThat(model(key).getModelElementsByType(CamundaOutputParameter.class))
                .isEmpty();
        assertThat(all(key, ServiceTask.class))
                .allSatisfy(task -> assertThat(task.getCamundaResultVariable()).isNull());
        assertThat(all(key, CallActivity.class))
                .allSatisfy(call -> assertThat(children(call, CamundaOut.class)).isEmpty());
    }

    // what the models say

    private static Set<String> beansNamedBy(String key) {
        var beans = new TreeSet<String>();
        all(key, ServiceTask.class).forEach(t -> beans.add(bean(t.getCamundaDelegateExpression())));
        model(key)
                .getModelElementsByType(CamundaTaskListener.class)
                .forEach(l -> beans.add(bean(l.getCamundaDelegateExpression())));
        model(key)
                .getModelElementsByType(CamundaExecutionListener.class)
                .forEach(l -> beans.add(bean(l.getCamundaDelegateExpression())));
        return beans;
    }

    private static Set<String> variablesUsed(String key) {
        var used = new TreeSet<String>();
        var expressions = new ArrayList<String>();
        for (var flow : all(key, SequenceFlow.class)) {
            if (flow.getConditionExpression() != null) {
                expressions.add(flow.getConditionExpression().getTextContent());
            }
        }
        for (var task : all(key, UserTask.class)) {
            expressions.add(task.getCamundaAssignee());
            expressions.addAll(task.getCamundaCandidateGroupsList());
        }
        for (var loop : model(key).getModelElementsByType(MultiInstanceLoopCharacteristics.class)) {
            used.add(loop.getCamundaCollection());
            used.add(loop.getCamundaElementVariable());
        }
        for (var call : all(key, CallActivity.class)) {
            for (var in : children(call, CamundaIn.class)) {
                if (in.getCamundaBusinessKey() != null
                        && !in.getCamundaBusinessKey().equals(ENGINE_KEY)) {
                    expressions.add(in.getCamundaBusinessKey());
                }
                if (in.getCamundaSource() != null) {
                    used.add(in.getCamundaSource());
                }
            }
        }
        model(key).getModelElementsByType(CamundaInputParameter.class).forEach(p -> {
            used.add(p.getCamundaName());
            expressions.add(p.getTextContent());
        });
        for (var expression : expressions) {
            if (expression == null) {
                continue;
            }
            var inside = Pattern.compile("\\$\\{([^}]*)}").matcher(expression);
            while (inside.find()) {
                var words = WORD.matcher(inside.group(1));
                while (words.find()) {
                    used.add(words.group(1));
                }
            }
        }
        used.addAll(datesUsed(key));
        used.removeAll(Set.of("true", "false"));
        return used;
    }

    private static Set<String> datesUsed(String key) {
        var dates = new TreeSet<String>();
        for (var timer : model(key).getModelElementsByType(TimerEventDefinition.class)) {
            TimeDate date = timer.getTimeDate();
            assertThat(date).as(key + "/" + timer.getId()).isNotNull();
            dates.add(bean(date.getTextContent()));
        }
        for (var task : all(key, UserTask.class)) {
            dates.add(bean(task.getCamundaDueDate()));
        }
        return dates;
    }

    private static void formOf(String id, String formKey, String formRef, String binding) {
        assertThat((formKey == null) != (formRef == null))
                .as("one form for " + id)
                .isTrue();
        if (formRef != null) {
            assertThat(binding).as(id).isEqualTo("deployment");
        }
        if (formKey != null && formKey.startsWith("page:")) {
            assertThat(formKey).matches("page:/[a-z-]+");
        } else {
            assertThat(Path.of("forms", formFile(formKey, formRef))).as(id).exists();
        }
    }

    private static String formFile(String formKey, String formRef) {
        if (formRef != null) {
            return formRef + ".form";
        }
        return formKey == null ? "" : formKey.replace("embedded:deployment:", "");
    }

    private static String idPattern(FlowNode node) {
        if (node instanceof StartEvent) {
            return node.getParentElement() instanceof Process ? "startEvent" : "startEvent_[a-z][A-Za-z]*";
        }
        var prefix = node instanceof EndEvent
                ? "endEvent"
                : node instanceof BoundaryEvent
                        ? "boundary"
                        : node instanceof IntermediateCatchEvent event
                                ? (((CatchEvent) event)
                                                        .getEventDefinitions()
                                                        .iterator()
                                                        .next()
                                                instanceof TimerEventDefinition
                                        ? "timer"
                                        : "message")
                                : node instanceof Gateway
                                        ? "gateway"
                                        : node.getElementType().getTypeName();
        return prefix + "_[a-z][A-Za-z]*";
    }

    private static boolean isInside(ModelElementInstance element, ModelElementInstance container) {
        for (var parent = element.getParentElement(); parent != null; parent = parent.getParentElement()) {
            if (parent.equals(container)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends ModelElementInstance> List<T> children(BaseElement element, Class<T> type) {
        if (element.getExtensionElements() == null) {
            return List.of();
        }
        return element.getModelInstance().getModelElementsByType(type).stream()
                .filter(e -> isInside(e, element.getExtensionElements()))
                .toList();
    }

    private static <T extends ModelElementInstance> Collection<T> all(String key, Class<T> type) {
        return model(key).getModelElementsByType(type);
    }

    private static BpmnModelInstance model(String key) {
        return ModelElements.model(key);
    }

    // what the code says

    private static ProcessContract contract(String key) {
        assertThat(CONTRACTS).as("contract of " + key).containsKey(key);
        return CONTRACTS.get(key);
    }

    private static Set<String> unscopedGroups() {
        var groups = new HashSet<String>();
        for (var role : Role.values()) {
            if (!role.isScoped()) {
                groups.add(role.group());
            }
        }
        return groups;
    }

    private static String bean(String expression) {
        var matcher = BEAN.matcher(expression == null ? "" : expression);
        assertThat(matcher.matches()).as("expression " + expression).isTrue();
        return matcher.group(1);
    }

    private static String stem(BaseElement element) {
        return element.getId().substring(element.getId().indexOf('_') + 1);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String decapitalised(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static List<Class<?>> ourTypes() {
        try (var files = Files.walk(CLASSES.resolve("org/dawra"))) {
            var types = new ArrayList<Class<?>>();
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var name = CLASSES.relativize(file).toString();
                if (!name.contains("$") && !name.endsWith("package-info.class")) {
                    types.add(Class.forName(
                            name.replace(".class", "").replace('/', '.'),
                            false,
                            ModelContractTest.class.getClassLoader()));
                }
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Source text by simple class name. */
    private static Map<String, String> allSources() {
        try (var files = Files.walk(SOURCES)) {
            var sources = new HashMap<String, String>();
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
