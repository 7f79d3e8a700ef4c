package org.dawra.access;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
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

    private final EngineUsers users;
    private final AuthorizationService authorizations;
    private final ReadyFilters filters;
    private final List<ProcessContract> processes;

    EngineRights(
            EngineUsers users,
            AuthorizationService authorizations,
            ReadyFilters filters,
            List<ProcessContract> processes) {
        this.users = users;
        this.authorizations = authorizations;
        this.filters = filters;
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
        filters.offer();
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
        }
        if (role == Role.PROGRAMME_MANAGER) {
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
        grant(authorizations, role, resource, id, permissions);
    }

    /** Gives the role these rights to the resource and no others. */
    static void grant(
            AuthorizationService authorizations, Role role, Resource resource, String id, Permission... permissions) {
        var known = authorizations
                .createAuthorizationQuery()
                .groupIdIn(role.group())
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        if (permissions.length == 0) {
            if (known != null) {
                authorizations.deleteAuthorization(known.getId());
            }
            return;
        }
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
}
