/** What waits too long: the day's list by mail, escalation, and what a manager does about it. Knows tasks, not what they are about. */
@ApplicationModule(
        displayName = "followup",
        allowedDependencies = {"engine", "audit", "access", "mail", "web", "cycle"})
@NullMarked
package org.dawra.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
