package org.dawra.overview;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.audit.AuditEntry;
import org.dawra.audit.AuditLog;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.FailedSteps.FailedStep;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has failed steps tried again, and keeps who did. */
@Service
class FailureDesk {

    static final Set<Role> RETRYING = Set.of(Role.PROGRAMME_MANAGER);

    private static final String RETRIED = "step.retried";
    private static final String CHANGED_IN_COCKPIT = "engine.changed";
    private static final int MOST = 500;

    private final FailedSteps steps;
    private final AuditTrail trail;
    private final AuditLog log;
    private final TransactionTemplate transaction;

    FailureDesk(FailedSteps steps, AuditTrail trail, AuditLog log, PlatformTransactionManager transactions) {
        this.steps = steps;
        this.trail = trail;
        this.log = log;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Has the step tried again; empty when this failure is over already, or somebody else was faster. */
    Optional<FailedStep> retry(String failure, Actor actor) {
        Reach.requireOneOf(actor, RETRYING);
        try {
            return Optional.ofNullable(transaction.execute(status -> {
                var step = steps.retry(failure, actor);
                step.ifPresent(tried -> trail.record(actor.userId(), "step.retried", subject(tried)));
                return step.orElse(null);
            }));
        } catch (FailedSteps.Meanwhile somebodyElse) {
            return Optional.empty();
        }
    }

    /** What people had tried again, here or in Cockpit, and how often; to be asked once a page. */
    Map<String, Long> asked() {
        return Stream.of(RETRIED, CHANGED_IN_COCKPIT)
                .flatMap(deed -> log.page(new AuditLog.Filter(null, deed, null), 0, MOST).stream())
                .collect(Collectors.groupingBy(AuditEntry::subject, Collectors.counting()));
    }

    /** How often a step was tried: by the engine itself, and because somebody asked. */
    static long tries(FailedStep step, Map<String, Long> asked) {
        return step.tries()
                + asked.getOrDefault(subject(step), 0L)
                + asked.getOrDefault("PUT /job/" + step.step() + "/retries", 0L);
    }

    private static String subject(FailedStep step) {
        return step.processKey() + "/" + step.element() + ":" + step.businessKey() + "#" + step.step();
    }
}
