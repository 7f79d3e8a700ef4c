package org.dawra.engine;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Suspends the step's job definitions: a job created while its definition is suspended is born suspended. */
@Component
class EngineStepPauses implements StepPauses {

    private final ManagementService management;
    private final IdentityService identity;

    EngineStepPauses(ManagementService management, IdentityService identity) {
        this.management = management;
        this.identity = identity;
    }

    @Override
    @Transactional
    public void pause(String processKey, String elementId) {
        // Who may pause has been asked before: the engine's own right would also let one edit the instance's variables.
        EngineAuthentication.with(identity, null, () -> {
            definitions(processKey, elementId)
                    .forEach(definition -> management
                            .updateJobDefinitionSuspensionState()
                            .byJobDefinitionId(definition.getId())
                            .includeJobs(true)
                            .suspend());
            return true;
        });
    }

    @Override
    @Transactional
    public void resume(String processKey, String elementId) {
        EngineAuthentication.with(identity, null, () -> {
            definitions(processKey, elementId)
                    .forEach(definition -> management
                            .updateJobDefinitionSuspensionState()
                            .byJobDefinitionId(definition.getId())
                            .includeJobs(true)
                            .activate());
            return true;
        });
    }

    @Override
    public boolean isPaused(String processKey, String elementId) {
        return EngineAuthentication.with(identity, null, () -> {
            var all = definitions(processKey, elementId);
            return !all.isEmpty() && all.stream().allMatch(JobDefinition::isSuspended);
        });
    }

    private List<JobDefinition> definitions(String processKey, String elementId) {
        return management
                .createJobDefinitionQuery()
                .processDefinitionKey(processKey)
                .activityIdIn(elementId)
                .list();
    }
}
