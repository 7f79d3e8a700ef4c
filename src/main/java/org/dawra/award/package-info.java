/** The award by merit: nominations, conflicts, scores, two rankings, deliberation, confirmation by two persons, diplomas. */
@ApplicationModule(
        displayName = "award",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
            "followup",
            "cycle",
            "document",
            "mail",
            "web",
            "registration",
            "training",
            "evaluation"
        })
@NullMarked
package org.dawra.award;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
