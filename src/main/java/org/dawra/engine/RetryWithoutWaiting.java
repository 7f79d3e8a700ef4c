package org.dawra.engine;

import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * The engine waits before each try, and sets such a wait after the last failure, too: whoever then asked for another try
 * would wait a quarter of an hour for it. A step that is given up is due at once, as soon as somebody asks.
 */
class RetryWithoutWaiting extends DefaultJobRetryCmd {

    RetryWithoutWaiting(String jobId, Throwable exception) {
        super(jobId, exception);
    }

    @Override
    public @Nullable Object execute(CommandContext context) {
        var result = super.execute(context);
        var job = getJob();
        if (job != null && job.getRetries() <= 0) {
            job.setDuedate(ClockUtil.getCurrentTime());
        }
        return result;
    }
}
