package org.dawra.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** The engine's decision tables. The engine itself finds a version by its number or the newest, but not by its tag. */
@Component
class DeployedDecisions implements Decisions {

    private final RepositoryService repository;
    private final DecisionService decisions;

    DeployedDecisions(RepositoryService repository, DecisionService decisions) {
        this.repository = repository;
        this.decisions = decisions;
    }

    @Override
    public Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        for (var decision :
                repository.createDecisionDefinitionQuery().latestVersion().list()) {
            if (decision.getVersionTag() == null) {
                throw new IllegalStateException("Decision " + decision.getKey() + " has no versionTag to freeze");
            }
            tags.put(decision.getKey(), decision.getVersionTag());
        }
        return tags;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decisionKey, String versionTag, Map<String, ?> inputs) {
        var first = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decisionKey)
                .versionTag(versionTag)
                .orderByDecisionDefinitionVersion()
                .asc()
                .listPage(0, 1);
        if (first.isEmpty()) {
            throw new IllegalStateException(
                    "Decision " + decisionKey + " is not deployed with versionTag " + versionTag);
        }
        var result = decisions.evaluateDecisionTableById(first.get(0).getId(), new HashMap<>(inputs));
        var rules = new ArrayList<Map<String, Object>>();
        result.getResultList().forEach(rule -> rules.add(new HashMap<>(rule)));
        return rules;
    }
}
