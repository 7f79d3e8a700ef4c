package org.dawra.engine;

import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.springframework.context.ApplicationContext;

/**
 * Lets queries and stored filters evaluate only a short list of harmless expressions; every other expression that comes
 * from a query would run as code for any logged-in user (CVE-2026-109432, which the engine's last release has). Every
 * query, its {@code or} parts and extended filters included, evaluates through one method of {@link AbstractQuery}.
 */
class QueryExpressionGuard extends SpringExpressionManager {

    private static final Pattern ALLOWED =
            Pattern.compile("\\$\\{ {0,4}(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
                    + "|dateTime\\(\\)(\\.(plus|minus)(Days|Weeks|Months|Hours)\\(\\d{1,4}\\)){0,3}) {0,4}}");

    /** Tells the fence why the engine answers with a failure: it wraps the exception of whoever refused. */
    private static final ThreadLocal<Boolean> REFUSED = new ThreadLocal<>();

    QueryExpressionGuard(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    /** Whether a query may evaluate this text. */
    static boolean allows(String expression) {
        return ALLOWED.matcher(expression).matches();
    }

    static boolean hasRefused() {
        return Boolean.TRUE.equals(REFUSED.get());
    }

    static void forgetRefusals() {
        REFUSED.remove();
    }

    @Override
    public Expression createExpression(String expression) {
        if (!allows(expression) && isAskedByQuery()) {
            REFUSED.set(true);
            throw new BadUserRequestException("This expression is not allowed in queries.");
        }
        return super.createExpression(expression);
    }

    /** However deep: what an allowed expression calls creates no other. */
    private static boolean isAskedByQuery() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.anyMatch(frame -> frame.getDeclaringClass() == AbstractQuery.class
                        && frame.getMethodName().equals("evaluateExpressions")));
    }
}
