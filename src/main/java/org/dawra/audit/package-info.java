/** Append-only record of who did what when: identifiers only, never personal data. */
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {})
@NullMarked
package org.dawra.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
