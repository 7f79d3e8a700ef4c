/** The coordinators' consultation: a sheet a province, the workshop's decisions, and the sharing of seats. */
@ApplicationModule(
        displayName = "consultation",
        allowedDependencies = {"engine", "audit", "access", "cycle", "followup", "document", "mail", "web"})
@NullMarked
package org.dawra.consultation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
