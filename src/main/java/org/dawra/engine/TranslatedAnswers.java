package org.dawra.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers of the engine's REST API in the reader's language. Arabic is what models and forms say themselves; above each
 * task's form stands what is asked and why.
 */
class TranslatedAnswers extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine/[^/]+";
    private static final Pattern TASK_FORM = Pattern.compile(ENGINE + "/task/([^/]+)/deployed-form");
    private static final Pattern START_FORM =
            Pattern.compile(ENGINE + "/process-definition/(?:key/)?([^/]+)/deployed-start-form");
    private static final Pattern NAMED = Pattern.compile(ENGINE
            + "/(?:task|filter|process-definition|process-instance|history)(?:/.*)?|/camunda/api/cockpit/plugin/.*");
    private static final Pattern FILE = Pattern.compile("(?:embedded:deployment:)?([a-z-]+)\\.(?:html|form)");

    private final ModelTexts texts;
    private final TaskService tasks;
    private final FormService forms;
    private final LocaleResolver locales;

    TranslatedAnswers(ModelTexts texts, TaskService tasks, FormService forms, LocaleResolver locales) {
        this.texts = texts;
        this.tasks = tasks;
        this.forms = forms;
        this.locales = locales;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var locale = locales.resolveLocale(request);
        var path = request.getRequestURI();
        var isForm =
                TASK_FORM.matcher(path).matches() || START_FORM.matcher(path).matches();
        var arabic = locale.getLanguage().equals("ar");
        if (!isForm && (arabic || !NAMED.matcher(path).matches())) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        var type = String.valueOf(answer.getContentType());
        if (answer.getStatus() == HttpServletResponse.SC_OK && (isForm || type.contains("json"))) {
            var body = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
            var formId = isForm ? formId(path) : null;
            var translated = !isForm
                    ? texts.answer(body, locale)
                    : formId == null || arabic ? body : texts.form(formId, body, locale);
            translated = explained(path, translated, locale);
            answer.resetBuffer();
            answer.getOutputStream().write(translated.getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    private String explained(String path, String form, Locale locale) {
        var asked = TASK_FORM.matcher(path);
        var task =
                asked.matches() ? tasks.createTaskQuery().taskId(asked.group(1)).singleResult() : null;
        if (task == null) {
            return form;
        }
        var definition = task.getProcessDefinitionId();
        return texts.explained(
                definition.substring(0, definition.indexOf(':')), task.getTaskDefinitionKey(), form, locale);
    }

    /** The form's id, which is its file's name; null for a form that is none of ours. */
    private @Nullable String formId(String path) {
        var task = TASK_FORM.matcher(path);
        if (task.matches()) {
            var found = tasks.createTaskQuery()
                    .taskId(task.group(1))
                    .initializeFormKeys()
                    .singleResult();
            return found == null ? null : formId(found.getCamundaFormRef(), found.getFormKey());
        }
        var start = START_FORM.matcher(path);
        return start.matches() ? formId(null, forms.getStartFormKey(start.group(1))) : null;
    }

    private static @Nullable String formId(@Nullable CamundaFormRef reference, @Nullable String key) {
        if (reference != null) {
            return reference.getKey();
        }
        var file = FILE.matcher(String.valueOf(key));
        return file.matches() ? file.group(1) : null;
    }
}
