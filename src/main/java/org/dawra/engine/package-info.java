/** The one place that knows the process engine: contracts, typed variables, hardening, and doors free of engine types. */
@ApplicationModule(
        displayName = "engine",
        allowedDependencies = {})
@NullMarked
package org.dawra.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
