/** The house seen from the street: what, when, where, whom to call; and whether a paper is genuine. */
@ApplicationModule(
        displayName = "overview",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
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
            "certificate",
            "report"
        })
@NullMarked
package org.dawra.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
