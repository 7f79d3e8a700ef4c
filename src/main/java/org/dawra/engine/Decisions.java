package org.dawra.engine;

import java.util.List;
import java.util.Map;

/** Decision tables, each in the versions that were ever deployed; a version is known by its tag. */
public interface Decisions {

    /**
     * The tag of each decision's newest version, by decision key: what somebody freezes who wants today's rules.
     *
     * @throws IllegalStateException when a decision has none
     */
    Map<String, String> tags();

    /**
     * The rules that matched, each as its outputs by name. A tag means the table that was deployed under it first: deploying
     * the models again, or forgetting to raise a tag, changes nothing for whoever has frozen it.
     *
     * @throws IllegalStateException when no version with this tag is deployed
     */
    List<Map<String, Object>> evaluate(String decisionKey, String versionTag, Map<String, ?> inputs);
}
