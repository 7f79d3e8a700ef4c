/** The general report of a year and its press release: figures from everyone's read side, narrative, two approvals, publication. */
@ApplicationModule(
        displayName = "report",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
            "followup",
            "cycle",
            "document",
            "mail",
            "web",
            "consultation",
            "registration",
            "training",
            "evaluation",
            "award",
            "draw",
            "partnership",
            "certificate"
        })
@NullMarked
package org.dawra.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
