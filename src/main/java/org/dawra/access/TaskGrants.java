package org.dawra.access;

import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Whoever is no longer assigned to a task loses sight of it. The engine grants an assignee the right to read and to work
 * ({@code TASK_WORK}, set in {@code application.yaml}, and never to reassign) and by itself leaves that right for good.
 */
@Configuration(proxyBeanMethods = false)
class TaskGrants {

    @Bean
    ProcessEnginePlugin taskGrantsEndWithTheAssignment() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setResourceAuthorizationProvider(new ForAssigneesOnly());
            }
        };
    }

    private static final class ForAssigneesOnly extends DefaultAuthorizationProvider {

        @Override
        public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
            if (before != null && !before.equals(now)) {
                var grant = getGrantAuthorizationByUserId(before, Resources.TASK, task.getId());
                if (grant != null) {
                    // Not through the manager, which would ask whether whoever hands the task back may delete rights.
                    Context.getCommandContext().getDbEntityManager().delete(grant);
                }
            }
            return super.newTaskAssignee(task, before, now);
        }
    }
}
