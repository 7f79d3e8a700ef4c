package org.dawra.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes lists as XLSX workbooks. Text is always written as text, so that a name which begins with "=" is a name and not
 * a formula; rows are streamed, so a long list needs little memory. Thread-safe.
 */
@Component
public class Sheets {

    private static final int ROWS_IN_MEMORY = 200;
    private static final byte[] GREEN = {0x0b, 0x5d, 0x4e};

    /** A workbook of one sheet. */
    public byte[] write(SheetSpec sheet) {
        var out = new ByteArrayOutputStream();
        write(List.of(sheet), out);
        return out.toByteArray();
    }

    /** A workbook of several sheets, written to the stream, which stays open. */
    public void write(List<SheetSpec> sheets, OutputStream out) {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            workbook.setCompressTempFiles(true);
            // Not every reader of workbooks takes the large form of ZIP that is the library's default.
            workbook.setZip64Mode(Zip64Mode.AsNeeded);
            Styles styles = new Styles(workbook);
            for (SheetSpec spec : sheets) {
                write(spec, workbook, styles);
            }
            workbook.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SheetSpec spec, SXSSFWorkbook workbook, Styles styles) {
        SXSSFSheet sheet = workbook.createSheet(WorkbookUtil.createSafeSheetName(spec.name()));
        sheet.setRightToLeft(spec.rightToLeft());
        sheet.createFreezePane(0, 1);
        sheet.setRepeatingRows(new CellRangeAddress(0, 0, -1, -1));
        sheet.getPrintSetup().setPaperSize((short) 9);
        sheet.getPrintSetup().setLandscape(spec.columns().size() > 6);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
        Row header = sheet.createRow(0);
        header.setHeightInPoints(24);
        for (int i = 0; i < spec.columns().size(); i++) {
            SheetSpec.Column column = spec.columns().get(i);
            sheet.setColumnWidth(i, Math.min(255, Math.max(4, column.width())) * 256);
            Cell cell = header.createCell(i);
            cell.setCellValue(column.heading());
            cell.setCellStyle(styles.header);
        }
        int number = 1;
        for (List<? extends @Nullable Object> values : spec.rows()) {
            Row row = sheet.createRow(number++);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    fill(row.createCell(i), value, styles);
                }
            }
        }
        if (!spec.columns().isEmpty()) {
            sheet.setAutoFilter(
                    new CellRangeAddress(0, number - 1, 0, spec.columns().size() - 1));
        }
    }

    private static void fill(Cell cell, Object value, Styles styles) {
        if (value instanceof Boolean truth) {
            cell.setCellValue(truth);
            cell.setCellStyle(styles.plain);
        } else if (value instanceof Number figure) {
            cell.setCellValue(figure.doubleValue());
            cell.setCellStyle(styles.plain);
        } else if (value instanceof LocalDate date) {
            cell.setCellValue(date);
            cell.setCellStyle(styles.date);
        } else if (value instanceof LocalDateTime time) {
            cell.setCellValue(time);
            cell.setCellStyle(styles.time);
        } else {
            cell.setCellValue(value.toString());
            cell.setCellStyle(styles.text);
        }
    }

    /** The workbook's styles: a workbook may hold only so many, so they are made once. */
    private static final class Styles {
        private final CellStyle header;
        private final CellStyle plain;
        private final CellStyle text;
        private final CellStyle date;
        private final CellStyle time;

        Styles(SXSSFWorkbook workbook) {
            XSSFFont bold = (XSSFFont) workbook.createFont();
            bold.setBold(true);
            bold.setColor(IndexedColors.WHITE.getIndex());
            XSSFCellStyle heading = (XSSFCellStyle) workbook.createCellStyle();
            heading.setFont(bold);
            heading.setFillForegroundColor(new XSSFColor(GREEN, null));
            heading.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            heading.setAlignment(HorizontalAlignment.CENTER);
            heading.setVerticalAlignment(VerticalAlignment.CENTER);
            heading.setWrapText(true);
            heading.setBorderBottom(BorderStyle.THIN);
            header = heading;
            plain = workbook.createCellStyle();
            plain.setVerticalAlignment(VerticalAlignment.TOP);
            // Excel would otherwise take "=…", "+212…" and "@…" for formulas as soon as the cell is edited.
            text = workbook.createCellStyle();
            text.setVerticalAlignment(VerticalAlignment.TOP);
            text.setDataFormat(workbook.createDataFormat().getFormat("@"));
            text.setQuotePrefixed(true);
            date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
            date.setVerticalAlignment(VerticalAlignment.TOP);
            time = workbook.createCellStyle();
            time.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy hh:mm"));
            time.setVerticalAlignment(VerticalAlignment.TOP);
        }
    }
}
