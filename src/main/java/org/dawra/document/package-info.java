/**
 * Papers, sheets, seals and codes: everything that leaves Dawra as a file and comes back to be checked. Knows nothing of
 * cycles and uses no other module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.dawra.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
