package org.dawra.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/** Every user task takes its drafts along when it ends, in the transaction in which it does. */
class DraftsEnd extends AbstractBpmnParseListener {

    private final ObjectProvider<StoredDrafts> drafts;

    DraftsEnd(ObjectProvider<StoredDrafts> drafts) {
        this.drafts = drafts;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof UserTaskActivityBehavior behaviour) {
            for (var event : List.of(TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE)) {
                behaviour
                        .getTaskDefinition()
                        .addBuiltInTaskListener(
                                event, task -> drafts.getObject().end(task.getId()));
            }
        }
    }
}
