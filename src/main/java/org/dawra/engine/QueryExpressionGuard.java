package org.dawra.engine;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.springframework.context.ApplicationContext;

/**
 * Lets queries and stored filters evaluate only a short list of harmless expressions; every other expression that comes
 * from a query would run as code for any logged-in user (CVE-2026-109432, which the engine's last release has).
 */
class QueryExpressionGuard extends SpringExpressionManager {

    private static final Pattern ALLOWED =
            Pattern.compile("\\$\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
                    + "|dateTime\\(\\)(\\.(plus|minus)(Days|Weeks|Months|Hours)\\(\\d{1,4}\\)){0,3})\\s*}");
    private static final int QUERY_FRAMES = 8;

    QueryExpressionGuard(ApplicationContext context, java.util.Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    public Expression createExpression(String expression) {
        var fromQuery = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames ->
                        frames.limit(QUERY_FRAMES).anyMatch(frame -> frame.getDeclaringClass() == AbstractQuery.class));
        if (fromQuery && !ALLOWED.matcher(expression).matches()) {
            throw new BadUserRequestException("This expression is not allowed in queries.");
        }
        return super.createExpression(expression);
    }
}
