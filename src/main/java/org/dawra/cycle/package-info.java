/** The year: training cycle, edition, provinces, timetable, programme with its meetings and quotas. */
@ApplicationModule(
        displayName = "cycle",
        allowedDependencies = {"engine", "audit", "access", "document", "mail", "web"})
@NullMarked
package org.dawra.cycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
