/** Sample people and the headless year: uses every public door, is used by nobody; the product runs without it. */
@ApplicationModule(displayName = "demo")
@NullMarked
package org.dawra.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
