package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class ModelTextsTest {

    private static final Locale FRENCH = Locale.forLanguageTag("fr-MA");

    private final ObjectMapper json = new ObjectMapper();
    private final ModelTexts texts = new ModelTexts(messages(), json);

    @Test
    void aDiagramSpeaksFrenchAndStaysTheSameModel() throws IOException {
        var arabic = Files.readString(Path.of("bpmn/annual-cycle.bpmn"));
        var french = texts.diagram(arabic, FRENCH);
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(french.getBytes("UTF-8")));
        assertThat(model.<FlowElement>getModelElementById("userTask_approveProgramme")
                        .getName())
                .isEqualTo("Approuver le programme annuel");
        assertThat(model.<FlowElement>getModelElementById("serviceTask_openNextDraft")
                        .getName())
                .isEqualTo("Ouvrir l'ébauche du prochain cycle");
        assertThat(french).doesNotContain("المصادقة على البرنامج السنوي").contains("${programmeDue}");
    }

    @Test
    void tasksActivitiesAndProcessesAreNamedInFrench() throws IOException {
        var answer = json.readTree(texts.answer("""
                {"_embedded": {"task": [{"name": "المصادقة على البرنامج السنوي",
                  "taskDefinitionKey": "userTask_approveProgramme", "processDefinitionId": "annual-cycle:1:x"}],
                 "processDefinition": [{"key": "annual-cycle", "resource": "annual-cycle.bpmn", "name": "الموسم"}]},
                 "other": {"name": "لا يتغير"}}
                """, FRENCH));
        assertThat(answer.at("/_embedded/task/0/name").asText()).isEqualTo("Approuver le programme annuel");
        assertThat(answer.at("/_embedded/processDefinition/0/name").asText()).isEqualTo("Cycle annuel");
        assertThat(answer.at("/other/name").asText()).isEqualTo("لا يتغير");
    }

    @Test
    void aFormBeginsWithWhatIsAskedAndWhyInTheReadersLanguage() throws IOException {
        var rows = texts.explained(
                "annual-cycle",
                "userTask_approveProgramme",
                Files.readString(Path.of("forms/programme-approval.html")),
                FRENCH);
        assertThat(rows)
                .containsPattern("<form [^>]*><p class=\"dawra-why\">C’est d’après ce programme")
                .contains("dawraForm(camForm)");
        var plain = json.readTree(texts.explained(
                "general-report",
                "userTask_writeNarrative",
                Files.readString(Path.of("forms/report-narrative.form")),
                FRENCH));
        assertThat(plain.at("/components/0/text").asText()).startsWith("Le rapport général est ce qui reste");
        assertThat(plain.at("/components/1/id").asText()).isEqualTo("Text_figures");
        assertThat(texts.explained("annual-cycle", "startEvent", "<form></form>", FRENCH))
                .isEqualTo("<form></form>");
    }

    @Test
    void aFilterThatNamesItsTextIsCalledByIt() throws IOException {
        var answer = json.readTree(texts.answer("""
                [{"resourceType": "Task", "name": "مهامي", "properties": {"textKey": "access.filter.mine"}},
                 {"resourceType": "Task", "name": "لائحتي", "properties": {}}]
                """, FRENCH));
        assertThat(answer.at("/0/name").asText()).isEqualTo("Mes tâches");
        assertThat(answer.at("/1/name").asText()).isEqualTo("لائحتي");
    }

    @Test
    void aFormIsLabelledInFrenchAndItsFieldsStay() throws IOException {
        var form = json.readTree(
                texts.form("consultation-sheet", Files.readString(Path.of("forms/consultation-sheet.form")), FRENCH));
        var places = form.path("components").get(1);
        assertThat(places.path("key").asText()).isEqualTo("places");
        assertThat(places.path("label").asText()).isEqualTo("Lieux proposés pour les prochaines rencontres");
        assertThat(places.path("description").asText()).startsWith("Salle, hôtel");
        assertThat(form.path("components").get(0).path("text").asText()).isEqualTo("{{about}}");
    }

    @Test
    void aFormWithRowsSpeaksFrenchAndKeepsItsAttributes() throws IOException {
        var form = texts.form(
                "consultation-workshop", Files.readString(Path.of("forms/consultation-workshop.html")), FRENCH);
        assertThat(form)
                .contains(
                        "<label data-for=\"titleAr\" data-make=\"ar\" data-text=\"titleAr.label\">Titre en arabe</label>")
                .contains("Rencontres fixées avant l&#39;atelier")
                .contains("data-rows=\"meetings\"")
                .doesNotContain("العنوان");
    }

    @Test
    void whatHasNoTranslationOrIsNoJsonStaysAsItIs() {
        assertThat(texts.answer("not json", FRENCH)).isEqualTo("not json");
        assertThat(texts.form("unknown", "<p data-text=\"a.label\">نص</p>", FRENCH))
                .isEqualTo("<p data-text=\"a.label\">نص</p>");
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/cycle", "messages/consultation", "messages/access", "messages/report");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
