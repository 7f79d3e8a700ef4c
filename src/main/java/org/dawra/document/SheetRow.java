package org.dawra.document;

import java.util.List;

/**
 * A row of an uploaded sheet.
 *
 * @param number as the user sees it in the spreadsheet, from 1
 * @param cells trimmed text, empty for an empty cell; as many as the widest row that was read
 */
public record SheetRow(int number, List<String> cells) {

    public SheetRow {
        cells = List.copyOf(cells);
    }

    /** The cell at the position from 0, empty where the row is shorter. */
    public String cell(int position) {
        return position < cells.size() ? cells.get(position) : "";
    }

    /** Whether nothing is written in the row. */
    public boolean isEmpty() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
