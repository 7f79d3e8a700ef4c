package org.dawra.cycle;

import java.util.List;
import java.util.Map;
import org.dawra.engine.Decisions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decision tables of each cycle as they were on the day it was opened: July's rules are still January's. */
@Component
public class FrozenRules {

    private final JdbcClient jdbc;
    private final Decisions decisions;

    FrozenRules(JdbcClient jdbc, Decisions decisions) {
        this.jdbc = jdbc;
        this.decisions = decisions;
    }

    /** Keeps today's version of every decision for this cycle. */
    void freeze(CycleId cycle) {
        decisions
                .tags()
                .forEach((decision, tag) -> jdbc.sql(
                                "insert into cycle_rule (cycle_id, decision_key, version_tag) values (?, ?, ?)")
                        .params(cycle.value(), decision, tag)
                        .update());
    }

    /**
     * Decides by the table that this cycle has frozen: the rules that matched, each as its outputs by name.
     *
     * @throws IllegalStateException when the cycle has frozen no such table, or it is not deployed
     */
    public List<Map<String, Object>> decide(CycleId cycle, String decisionKey, Map<String, ?> inputs) {
        var tag = jdbc.sql("select version_tag from cycle_rule where cycle_id = ? and decision_key = ?")
                .params(cycle.value(), decisionKey)
                .query(String.class)
                .optional()
                .orElseThrow(() ->
                        new IllegalStateException("Cycle " + cycle.value() + " has frozen no rules of " + decisionKey));
        return decisions.evaluate(decisionKey, tag, inputs);
    }
}
