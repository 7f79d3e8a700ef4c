package org.dawra.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.dawra.engine.ProcessContract;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Groups, authorizations and Tasklist's filters, brought to what they should be at every start. A task's candidate group
 * or assignee is authorized by the engine itself; nobody but those named here has a right.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class EngineRights implements ApplicationRunner {

    private static final String ALL = Authorization.ANY;
    private static final String YEAR = "annual-cycle";
    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final EngineUsers users;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final List<ProcessContract> processes;

    EngineRights(
            EngineUsers users,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            List<ProcessContract> processes) {
        this.users = users;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.processes = processes;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (var role : Role.values()) {
            users.ensureGroup(role);
        }
        users.ensureSomebodyIsAdministrator();
        AccessRoutes.TASKLIST.forEach(this::grantTasklist);
        AccessRoutes.COCKPIT.forEach(this::grantCockpit);
        grant(Role.PROGRAMME_MANAGER, Resources.PROCESS_INSTANCE, ALL, Permissions.CREATE);
        grantAdministration();
        offerFilters();
    }

    private void grantTasklist(Role role) {
        grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // Without this a task shows neither the name of its process nor its diagram.
        for (var process : processes) {
            if (!AccessRoutes.COCKPIT.contains(role)) {
                grant(role, Resources.PROCESS_DEFINITION, process.key(), Permissions.READ);
            }
        }
    }

    private void grantCockpit(Role role) {
        grant(role, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(role, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        for (var process : processes) {
            grant(role, Resources.PROCESS_DEFINITION, process.key(), cockpitRights(role, process.key()));
        }
        grant(role, Resources.DECISION_DEFINITION, ALL, Permissions.READ, Permissions.READ_HISTORY);
        grant(role, Resources.DEPLOYMENT, ALL, Permissions.READ);
        grant(role, Resources.BATCH, ALL, Permissions.READ);
        if (role != Role.AUDITOR) {
            // Cockpit's counts by group ask for this, though the rights by process already show every task.
            grant(role, Resources.TASK, ALL, Permissions.READ);
        }
    }

    /** None may update instances: that would edit the variables that gateways read, and move tokens. */
    private static Permission[] cockpitRights(Role role, String process) {
        var rights = new ArrayList<Permission>(List.of(
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY));
        if (role != Role.AUDITOR) {
            rights.add(ProcessDefinitionPermissions.READ_TASK);
            rights.add(ProcessDefinitionPermissions.RETRY_JOB);
        }
        if (role == Role.PROGRAMME_MANAGER && process.equals(YEAR)) {
            rights.add(ProcessDefinitionPermissions.CREATE_INSTANCE);
        }
        return rights.toArray(Permission[]::new);
    }

    private void grantAdministration() {
        var role = Role.ADMINISTRATOR;
        grant(role, Resources.APPLICATION, "admin", Permissions.ACCESS);
        grant(role, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        for (var resource :
                List.of(Resources.USER, Resources.GROUP, Resources.GROUP_MEMBERSHIP, Resources.AUTHORIZATION)) {
            grant(role, resource, ALL, Permissions.ALL);
        }
    }

    private void grant(Role role, Resource resource, String id, Permission... permissions) {
        var known = authorizations
                .createAuthorizationQuery()
                .groupIdIn(role.group())
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        var authorization =
                known == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : known;
        if (known == null) {
            authorization.setGroupId(role.group());
            authorization.setResource(resource);
            authorization.setResourceId(id);
        }
        authorization.setPermissions(permissions);
        authorizations.saveAuthorization(authorization);
    }

    private void offerFilters() {
        offer("مهامي", "mine", 10, openToMe(), AccessRoutes.TASKLIST);
        offer(
                "إقليمي",
                "province",
                20,
                tasks.createTaskQuery()
                        .taskCandidateGroupInExpression(MY_GROUPS)
                        .includeAssignedTasks(),
                Set.of(Role.COORDINATOR));
        offer("متأخرة", "late", 30, openToMe().dueBeforeExpression("${now()}"), AccessRoutes.TASKLIST);
        offer(
                "كل مهام الموسم",
                "all",
                40,
                tasks.createTaskQuery().active(),
                Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT));
    }

    private TaskQuery openToMe() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(ME)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .endOr();
    }

    /** The name is Arabic, as models are; the text under the key stands in for it in another language. */
    private void offer(String name, String key, int priority, TaskQuery query, Set<Role> readers) {
        var filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
        }
        filter.setQuery(query);
        filter.setProperties(Map.of(
                "priority",
                priority,
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "textKey",
                "access.filter." + key));
        filters.saveFilter(filter);
        for (var reader : readers) {
            grant(reader, Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }
}
