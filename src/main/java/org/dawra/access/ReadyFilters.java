package org.dawra.access;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Tasklist's filters, ready-made by role and brought to what they should be at every start. They are known by the key of
 * their text, so that a filter that somebody made is left alone, whatever its name. Their expressions are among the few
 * that queries may evaluate; what these cannot say, "not open to me", {@link ElsewhereQuestions} puts into the question.
 */
@Component
class ReadyFilters {

    /** Property that holds the key of the name; the description's ends in {@code .help}. */
    private static final String TEXT_KEY = "textKey";

    private static final String PREFIX = "access.filter.";
    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final String NOW = "${now()}";
    private static final String IN_A_WEEK = "${dateTime().plusDays(7)}";

    private static final Set<Role> HEADS = EnumSet.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT);
    private static final Set<Role> COORDINATORS = EnumSet.of(Role.COORDINATOR);

    private static final String GREEN = "#0b5d4e";
    private static final String OCHRE = "#7a5200";
    private static final String RED = "#a3241c";
    private static final String BLUE = "#2f4f73";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final MessageSource messages;

    ReadyFilters(
            FilterService filters, TaskService tasks, AuthorizationService authorizations, MessageSource messages) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.messages = messages;
    }

    /** One filter: those with the lowest place come first, and the first of all is opened. */
    private record Ready(String key, TaskQuery query, boolean elsewhere, String colour, Set<Role> readers) {}

    private List<Ready> all() {
        return List.of(
                new Ready("mine", openToMe(), false, GREEN, AccessRoutes.TASKLIST),
                new Ready(
                        "week",
                        openToMe().dueAfterExpression(NOW).dueBeforeExpression(IN_A_WEEK),
                        false,
                        OCHRE,
                        AccessRoutes.TASKLIST),
                new Ready("late", openToMe().dueBeforeExpression(NOW), false, RED, AccessRoutes.TASKLIST),
                new Ready(
                        "province",
                        active().taskCandidateGroupInExpression(MY_GROUPS).includeAssignedTasks(),
                        false,
                        GREEN,
                        COORDINATORS),
                new Ready("others", active(), true, BLUE, AccessRoutes.TASKLIST),
                new Ready("othersLate", active().dueBeforeExpression(NOW), true, RED, HEADS),
                new Ready("all", active(), false, BLUE, HEADS));
    }

    /** Brings the filters up to date; those of an earlier version that are no longer offered go. */
    void offer() {
        var known = new HashMap<String, Filter>();
        for (var filter : filters.createTaskFilterQuery().list()) {
            if (filter.getProperties().get(TEXT_KEY) instanceof String key && key.startsWith(PREFIX)) {
                known.put(key, filter);
            }
        }
        var place = 0;
        for (var ready : all()) {
            place += 10;
            offer(ready, place, known.remove(PREFIX + ready.key()));
        }
        known.values().forEach(old -> filters.deleteFilter(old.getId()));
    }

    /** The stored name is Arabic, as models are; the texts under the keys stand in for it in another language. */
    private void offer(Ready ready, int place, @Nullable Filter known) {
        var key = PREFIX + ready.key();
        var filter = known == null ? filters.newTaskFilter(text(key)) : known;
        filter.setName(text(key));
        filter.setQuery(ready.query());
        filter.setProperties(Map.of(
                "priority",
                place,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "color",
                ready.colour(),
                "description",
                text(key + ".help"),
                ElsewhereQuestions.PROPERTY,
                ready.elsewhere(),
                TEXT_KEY,
                key));
        filters.saveFilter(filter);
        for (var role : AccessRoutes.TASKLIST) {
            if (ready.readers().contains(role)) {
                EngineRights.grant(authorizations, role, Resources.FILTER, filter.getId(), Permissions.READ);
            } else {
                EngineRights.grant(authorizations, role, Resources.FILTER, filter.getId());
            }
        }
    }

    private String text(String key) {
        return messages.getMessage(key, null, Language.AR.locale());
    }

    private TaskQuery active() {
        return tasks.createTaskQuery().active();
    }

    private TaskQuery openToMe() {
        return active().or()
                .taskAssigneeExpression(ME)
                .taskCandidateUserExpression(ME)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }
}
