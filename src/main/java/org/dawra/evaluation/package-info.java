/** The participants' evaluation of a meeting: survey, one answer a seat, results as aggregates only. */
@ApplicationModule(
        displayName = "evaluation",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
            "cycle",
            "document",
            "mail",
            "web",
            "registration",
            "training"
        })
@NullMarked
package org.dawra.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
