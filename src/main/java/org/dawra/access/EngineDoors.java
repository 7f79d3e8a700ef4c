package org.dawra.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths of the engine's REST API that are open, each with its method and its roles: what Tasklist, Cockpit, Admin and
 * Welcome ask for in normal use, as recorded in a browser. Every other path that the web apps serve is closed to everybody.
 * The paths of comments lead to our own: what people write freely may name a person, and the engine would keep it for good.
 */
final class EngineDoors {

    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final Set<Role> HEADS = EnumSet.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT);

    /** The same as on our own page of failures: one person looks after what failed, the others read. */
    private static final Set<Role> RETRYING = EnumSet.of(Role.PROGRAMME_MANAGER);

    private static final String EVERY_APP = """
            GET  user/{id}/profile
            GET  /camunda/api/engine/engine
            GET  /camunda/api/admin/auth/user/{engine}
            """;

    private static final String TASKLIST = """
            GET  /camunda/api/tasklist/plugin/tasklistPlugins/static/app/{file}
            OPTIONS filter
            GET  filter
            GET  filter/count
            GET  filter/{id}
            GET  filter/{id}/list
            POST filter/{id}/list
            GET  filter/{id}/count
            POST filter/{id}/count
            GET  task
            GET  task/{id}
            PUT  task/{id}/draft
            DELETE task/{id}/draft
            GET  task/{id}/form
            GET  task/{id}/deployed-form
            GET  task/{id}/form-variables
            GET  task/{id}/identity-links
            GET  task/{id}/comment
            POST task/{id}/comment/create
            DELETE task/{id}/comment/{commentId}
            POST task/{id}/claim
            POST task/{id}/unclaim
            POST task/{id}/submit-form
            POST task/{id}/complete
            GET  authorization/check
            GET  history/user-operation
            GET  history/user-operation/count
            GET  process-definition
            GET  process-definition/count
            GET  process-definition/{id}
            GET  process-definition/{id}/xml
            GET  process-definition/{id}/startForm
            GET  process-definition/{id}/deployed-start-form
            GET  process-definition/{id}/form-variables
            POST process-definition/{id}/submit-form
            POST process-definition/key/{key}/submit-form
            GET  process-definition/key/{key}/form-variables
            GET  user
            GET  group
            GET  group/count
            POST group
            """;

    private static final String COCKPIT = """
            GET  /camunda/api/cockpit/plugin/cockpitPlugins/static/app/{file}
            GET  /camunda/api/cockpit/plugin/base/default/process-definition/statistics
            GET  /camunda/api/cockpit/plugin/base/default/process-definition/statistics-count
            POST /camunda/api/cockpit/plugin/base/default/process-definition/{id}/called-process-definitions
            POST /camunda/api/cockpit/plugin/base/default/process-instance
            POST /camunda/api/cockpit/plugin/base/default/process-instance/count
            POST /camunda/api/cockpit/plugin/base/default/process-instance/{id}/called-process-instances
            POST /camunda/api/cockpit/plugin/base/default/incident
            POST /camunda/api/cockpit/plugin/base/default/incident/count
            GET  process-definition
            GET  process-definition/count
            GET  process-definition/statistics
            GET  process-definition/{id}
            GET  process-definition/{id}/xml
            GET  process-definition/{id}/statistics
            GET  process-definition/{id}/static-called-process-definitions
            GET  process-definition/key/{key}
            GET  process-definition/key/{key}/xml
            GET  process-instance/count
            POST process-instance
            POST process-instance/count
            GET  process-instance/{id}
            GET  process-instance/{id}/activity-instances
            GET  variable-instance/count
            GET  variable-instance/{id}
            POST variable-instance
            POST variable-instance/count
            GET  incident
            GET  incident/count
            GET  incident/{id}
            GET  job-definition
            GET  job-definition/count
            POST job-definition
            POST job-definition/count
            GET  job-definition/{id}
            GET  job
            GET  job/count
            POST job
            POST job/count
            GET  job/{id}
            GET  job/{id}/stacktrace
            GET  external-task/count
            POST external-task
            POST external-task/count
            GET  task/count
            POST task
            POST task/count
            GET  task/{id}
            GET  task/{id}/identity-links
            GET  decision-definition
            GET  decision-definition/count
            GET  decision-definition/{id}
            GET  decision-definition/{id}/xml
            GET  decision-requirements-definition
            GET  decision-requirements-definition/count
            GET  decision-requirements-definition/{id}
            GET  decision-requirements-definition/{id}/xml
            GET  case-definition/count
            GET  deployment
            GET  deployment/count
            GET  deployment/{id}
            GET  deployment/{id}/resources
            GET  deployment/{id}/resources/{resource}
            GET  deployment/{id}/resources/{resource}/data
            GET  batch/statistics
            GET  batch/statistics/count
            GET  history/batch
            GET  history/batch/count
            GET  history/decision-instance
            GET  history/decision-instance/count
            GET  history/decision-instance/{id}
            POST history/task/count
            GET  user
            """;

    /** A failed step is tried again; nothing else of a running process can be changed. */
    private static final String RETRY = """
            PUT  job/{id}/retries
            PUT  job-definition/{id}/retries
            """;

    /** Asks for the right to read every task, which the auditor has not. */
    private static final String COUNTS_BY_GROUP = """
            GET  task/report/candidate-group-count
            """;

    private static final String ADMIN = """
            GET  /camunda/api/admin/plugin/adminPlugins/static/app/{file}
            GET  /camunda/api/admin/plugin/adminPlugins/default/metrics/aggregated
            OPTIONS user
            OPTIONS group
            OPTIONS tenant
            OPTIONS authorization
            GET  user
            GET  user/count
            GET  group
            GET  group/count
            GET  group/{id}
            POST group
            GET  tenant
            GET  tenant/count
            GET  authorization
            GET  authorization/count
            GET  authorization/check
            GET  authorization/{id}
            POST authorization/create
            PUT  authorization/{id}
            DELETE authorization/{id}
            GET  identity/password-policy
            POST identity/password-policy
            GET  telemetry/data
            """;

    private static final String WELCOME = """
            GET  group
            GET  group/count
            POST group
            GET  identity/password-policy
            """;

    private EngineDoors() {}

    /** One path and method, and who may. */
    record Door(HttpMethod method, String path, Set<Role> roles) {

        /**
         * The web apps put a slash behind some questions, which the engine's router ignores. Never behind a deed, nor where
         * a filter of ours answers in the engine's place: spelt otherwise it would pass by the filter.
         */
        boolean mayEndInSlash() {
            if (method.equals(HttpMethod.GET)) {
                return !path.endsWith("/form-variables")
                        && !path.endsWith("/comment")
                        && !path.equals(ENGINE + "/task");
            }
            return method.equals(HttpMethod.OPTIONS) || !path.contains("{") && !path.endsWith("/create");
        }
    }

    /** All doors, each once, with the roles of every app that needs it; the narrowest first, as they are asked. */
    static List<Door> all() {
        Map<String, Set<Role>> roles = new LinkedHashMap<>();
        open(roles, EVERY_APP, AccessRoutes.WEB_APPS);
        open(roles, TASKLIST, AccessRoutes.TASKLIST);
        open(roles, COCKPIT, AccessRoutes.COCKPIT);
        open(roles, RETRY, RETRYING);
        open(roles, COUNTS_BY_GROUP, HEADS);
        open(roles, ADMIN, AccessRoutes.ADMIN);
        open(roles, WELCOME, AccessRoutes.WEB_APPS);
        var doors = new ArrayList<Door>();
        roles.forEach((line, who) -> {
            var words = line.split(" +");
            doors.add(new Door(HttpMethod.valueOf(words[0]), words[1], who));
        });
        doors.sort(Comparator.comparing(
                door -> PathPatternParser.defaultInstance.parse(door.path()), PathPattern.SPECIFICITY_COMPARATOR));
        return doors;
    }

    private static void open(Map<String, Set<Role>> roles, String lines, Set<Role> who) {
        for (var line : lines.lines().toList()) {
            var words = line.split(" +");
            var path = words[1].startsWith("/") ? words[1] : ENGINE + "/" + words[1];
            roles.computeIfAbsent(words[0] + " " + path, key -> EnumSet.noneOf(Role.class))
                    .addAll(who);
        }
    }
}
