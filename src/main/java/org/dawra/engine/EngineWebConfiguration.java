package org.dawra.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/** Filters in front of the REST API that the web apps serve, behind the login. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class EngineWebConfiguration {

    /** After Spring Security (-100) and the hand-over of the login to the engine (201). */
    private static final int AFTER_LOGIN = 210;

    @Bean
    FilterRegistrationBean<TasklistSubmissions> tasklistSubmissions(
            HumanTasks tasks,
            ProcessStarts starts,
            Drafts drafts,
            Moments moments,
            RepositoryService repository,
            ActorSource actors,
            MessageSource messages,
            LocaleResolver localeResolver,
            ObjectMapper json) {
        var answers = new RestAnswers(messages, localeResolver, json);
        var filter = new FilterRegistrationBean<>(
                new TasklistSubmissions(tasks, starts, drafts, moments, repository, actors, answers, json));
        filter.addUrlPatterns("/camunda/api/engine/*");
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    /** Where nobody keeps comments, the doors to the engine's own stay shut all the same. */
    @Bean
    FilterRegistrationBean<TasklistComments> tasklistComments(
            ObjectProvider<TaskComments> comments,
            ActorSource actors,
            MessageSource messages,
            LocaleResolver localeResolver,
            ObjectMapper json) {
        var answers = new RestAnswers(messages, localeResolver, json);
        var filter = new FilterRegistrationBean<>(
                new TasklistComments(comments.getIfAvailable(NoComments::new), actors, answers, json));
        filter.addUrlPatterns("/camunda/api/engine/*");
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TaskSight> taskSight(TaskService tasks, IdentityService identity, ActorSource actors) {
        var filter = new FilterRegistrationBean<>(new TaskSight(tasks, identity, actors));
        filter.addUrlPatterns("/camunda/api/engine/*");
        filter.setOrder(AFTER_LOGIN - 2);
        return filter;
    }

    @Bean
    FilterRegistrationBean<TranslatedAnswers> translatedAnswers(
            TaskService tasks,
            FormService forms,
            MessageSource messages,
            LocaleResolver localeResolver,
            ObjectMapper json) {
        var filter = new FilterRegistrationBean<>(
                new TranslatedAnswers(new ModelTexts(messages, json), tasks, forms, localeResolver));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(AFTER_LOGIN - 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<PlainFailures> plainFailures(
            MessageSource messages, LocaleResolver localeResolver, ObjectMapper json) {
        var filter = new FilterRegistrationBean<>(new PlainFailures(messages, localeResolver, json));
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    @Bean
    FilterRegistrationBean<EngineRestFence> engineRestFence() {
        var filter = new FilterRegistrationBean<>(new EngineRestFence());
        filter.addUrlPatterns("/camunda/api/*");
        filter.setOrder(AFTER_LOGIN + 1);
        return filter;
    }

    private static final class NoComments implements TaskComments {

        @Override
        public List<Comment> of(String taskId, Actor reader) {
            return List.of();
        }

        @Override
        public Map<String, Integer> counts(Collection<String> taskIds) {
            return Map.of();
        }

        @Override
        public Comment write(String taskId, Actor author, String message) {
            throw new HumanTasks.NoSuchTask();
        }

        @Override
        public void erase(String taskId, long id, Actor by) {
            throw new HumanTasks.NoSuchTask();
        }

        @Override
        public void forgetNaming(Collection<String> words) {}
    }
}
