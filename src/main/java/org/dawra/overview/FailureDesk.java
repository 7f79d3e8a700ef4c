package org.dawra.overview;

import java.util.Optional;
import java.util.Set;
import org.dawra.access.Reach;
import org.dawra.access.Role;
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

    /** How often it was tried: by the engine itself, and because somebody asked. */
    int tries(FailedStep step) {
        var subject = subject(step);
        return step.tries()
                + Math.toIntExact(log.page(new AuditLog.Filter(null, RETRIED, null), 0, MOST).stream()
                        .filter(deed -> deed.subject().equals(subject))
                        .count());
    }

    private static String subject(FailedStep step) {
        return step.processKey() + "/" + step.element() + ":" + step.businessKey() + "#" + step.step();
    }
}
