/** What people write to each other about a task, in Tasklist and, when the task is done, on a page of its own. */
@ApplicationModule(
        displayName = "comment",
        allowedDependencies = {"engine", "audit", "access", "web"})
@NullMarked
package org.dawra.comment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
