package org.dawra.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet to be written.
 *
 * @param name of the sheet's tab
 * @param rightToLeft first column at the right
 * @param rows cells as String, Number, Boolean, LocalDate, LocalDateTime or null; may be lazy, is walked once
 */
public record SheetSpec(
        String name,
        boolean rightToLeft,
        List<Column> columns,
        Iterable<? extends List<? extends @Nullable Object>> rows) {

    public SheetSpec {
        columns = List.copyOf(columns);
    }

    /** A column's heading and its width in characters. */
    public record Column(String heading, int width) {}
}
