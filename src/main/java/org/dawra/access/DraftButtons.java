package org.dawra.access;

import java.util.Map;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.HumanTask;
import org.springframework.stereotype.Component;

/**
 * What the buttons "save draft" and "delete the draft" of a task's page do, see {@code web/parts.html}. They send the same
 * form as the button that completes the task, with a name of their own, so that they work without a script.
 */
@Component
public class DraftButtons {

    /** Name under which the buttons send what is wanted, and under which a page finds when its draft was saved. */
    public static final String NAME = "draft";

    private static final String SAVE = "save";
    private static final String DISCARD = "discard";

    private final Drafts drafts;

    DraftButtons(Drafts drafts) {
        this.drafts = drafts;
    }

    /** Whether one of them was pressed rather than the one that completes the task; then it is done already. */
    public boolean pressed(String wanted, HumanTask task, Actor actor, Map<String, ?> fields) {
        switch (wanted) {
            case SAVE -> drafts.save(task.id(), actor, fields);
            case DISCARD -> drafts.discard(task.id(), actor);
            default -> {
                return false;
            }
        }
        return true;
    }
}
