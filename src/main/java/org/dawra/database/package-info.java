/** What the embedded database needs so that each state it writes is a whole one. PostgreSQL needs nothing of this. */
@ApplicationModule(
        displayName = "database",
        allowedDependencies = {})
@NullMarked
package org.dawra.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
