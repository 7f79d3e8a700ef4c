/** Accounts, roles, one login for our pages and the engine's web apps, authorizations; every route is closed until a rule opens it. */
@ApplicationModule(
        displayName = "access",
        allowedDependencies = {"engine", "audit", "mail", "web"})
@NullMarked
package org.dawra.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
