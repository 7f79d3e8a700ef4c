package org.dawra.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.RecordFormatException;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the first sheet of an uploaded XLSX workbook as text. A stranger's file: packed bombs, outside references and
 * endless sheets are refused, formulas are not evaluated (their stored result is read), numbers come as they were typed
 * ("612345678", never "6.1E8"), dates as {@code 2024-12-29}. Thread-safe.
 */
@Component
public class SheetReader {

    /**
     * A row of an uploaded sheet.
     *
     * @param number as the user sees it in the spreadsheet, from 1
     * @param cells trimmed text, empty for an empty cell; as many as the widest row that was read
     */
    public record Row(int number, List<String> cells) {

        public Row {
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

    /** An uploaded file that is not a sheet we read. The caller tells the user in words. */
    public static class Unreadable extends RuntimeException {

        private final Reason reason;

        Unreadable(Reason reason) {
            super(reason.name());
            this.reason = reason;
        }

        /** What is wrong with the file. */
        public enum Reason {
            /** Not an XLSX workbook, or a damaged one. */
            NOT_A_SHEET,
            /** Protected by a password. */
            ENCRYPTED,
            /** More bytes, packed or unpacked, than we take. */
            TOO_BIG,
            /** More rows than asked for. */
            TOO_MANY_ROWS
        }

        /** What is wrong with the file. */
        public Reason reason() {
            return reason;
        }
    }

    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final long MAX_UNPACKED = 64L * 1024 * 1024;
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_COLUMNS = 60;
    private static final int MAX_CELL = 4_000;

    static {
        ZipSecureFile.setMinInflateRatio(0.005);
        ZipSecureFile.setMaxEntrySize(MAX_UNPACKED);
    }

    /**
     * The rows that hold anything, at most {@code maxRows}, the header row among them.
     *
     * @throws Unreadable if the file is none we read
     */
    public List<Row> read(byte[] xlsx, int maxRows) {
        return read(xlsx, maxRows, found -> {});
    }

    /**
     * The same.
     *
     * @param watching is told after each row how many were found
     */
    public List<Row> read(byte[] xlsx, int maxRows, IntConsumer watching) {
        if (xlsx.length > MAX_BYTES) {
            throw new Unreadable(Unreadable.Reason.TOO_BIG);
        }
        FileMagic magic = FileMagic.valueOf(xlsx);
        if (magic == FileMagic.OLE2) {
            throw new Unreadable(Unreadable.Reason.ENCRYPTED);
        }
        if (magic != FileMagic.OOXML) {
            throw new Unreadable(Unreadable.Reason.NOT_A_SHEET);
        }
        refuseBomb(xlsx);
        try (OPCPackage file = OPCPackage.open(new ByteArrayInputStream(xlsx))) {
            XSSFReader reader = new XSSFReader(file);
            Iterator<InputStream> sheets = reader.getSheetsData();
            if (!sheets.hasNext()) {
                throw new Unreadable(Unreadable.Reason.NOT_A_SHEET);
            }
            Rows rows = new Rows(new ReadOnlySharedStringsTable(file), reader.getStylesTable(), maxRows, watching);
            try (InputStream sheet = sheets.next()) {
                XMLReader parser = XMLHelper.newXMLReader();
                parser.setContentHandler(rows);
                parser.parse(new InputSource(sheet));
            }
            return rows.found;
        } catch (IOException e) {
            // POI tells a bomb only by its message.
            String message = String.valueOf(e.getMessage());
            throw new Unreadable(
                    message.contains("Zip bomb") || message.contains("exceeds")
                            ? Unreadable.Reason.TOO_BIG
                            : Unreadable.Reason.NOT_A_SHEET);
        } catch (RecordFormatException e) {
            throw new Unreadable(Unreadable.Reason.TOO_BIG);
        } catch (SAXException
                | OpenXML4JException
                | OpenXML4JRuntimeException
                | ParserConfigurationException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            throw new Unreadable(Unreadable.Reason.NOT_A_SHEET);
        }
    }

    /** POI unpacks every entry into memory and limits each one only: here they are counted together, and kept nowhere. */
    private static void refuseBomb(byte[] xlsx) {
        try (var zip = new ZipArchiveInputStream(new ByteArrayInputStream(xlsx))) {
            var buffer = new byte[16 * 1024];
            var unpacked = 0L;
            for (var entries = 1; zip.getNextEntry() != null; entries++) {
                for (var read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MAX_UNPACKED) {
                        throw new Unreadable(Unreadable.Reason.TOO_BIG);
                    }
                }
                if (entries > MAX_ENTRIES) {
                    throw new Unreadable(Unreadable.Reason.TOO_BIG);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(Unreadable.Reason.NOT_A_SHEET);
        }
    }

    /** Gathers rows from the sheet's XML. */
    private static final class Rows extends DefaultHandler {
        private final ReadOnlySharedStringsTable strings;
        private final StylesTable styles;
        private final int maxRows;
        private final IntConsumer watching;
        private final List<Row> found = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int rowNumber;
        private int column;
        private String type = "n";
        private @Nullable String style;
        private boolean reading;
        private String value = "";

        Rows(ReadOnlySharedStringsTable strings, StylesTable styles, int maxRows, IntConsumer watching) {
            this.strings = strings;
            this.styles = styles;
            this.maxRows = maxRows;
            this.watching = watching;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            switch (localName) {
                case "row" -> {
                    String number = attributes.getValue("r");
                    rowNumber = number == null ? rowNumber + 1 : Integer.parseInt(number);
                    cells = new ArrayList<>();
                    column = -1;
                }
                case "c" -> {
                    String reference = attributes.getValue("r");
                    column = reference == null ? column + 1 : new CellReference(reference).getCol();
                    String given = attributes.getValue("t");
                    type = given == null ? "n" : given;
                    style = attributes.getValue("s");
                    value = "";
                }
                case "v", "t" -> {
                    reading = true;
                    text.setLength(0);
                }
                default -> {}
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (reading && text.length() < MAX_CELL) {
                text.append(characters, start, Math.min(length, MAX_CELL - text.length()));
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            switch (localName) {
                case "v" -> {
                    reading = false;
                    value = text.toString();
                }
                case "t" -> {
                    reading = false;
                    value += text;
                }
                case "c" -> keepCell();
                case "row" -> keepRow();
                default -> {}
            }
        }

        private void keepCell() {
            if (column < 0 || column >= MAX_COLUMNS) {
                return;
            }
            while (cells.size() <= column) {
                cells.add("");
            }
            cells.set(column, asText().strip());
        }

        private void keepRow() {
            Row row = new Row(rowNumber, cells);
            if (row.isEmpty()) {
                return;
            }
            if (found.size() == maxRows) {
                throw new Unreadable(Unreadable.Reason.TOO_MANY_ROWS);
            }
            found.add(row);
            watching.accept(found.size());
        }

        private String asText() {
            if (value.isEmpty()) {
                return "";
            }
            return switch (type) {
                case "s" -> {
                    String shared = strings.getItemAt(Integer.parseInt(value)).getString();
                    yield shared.length() > MAX_CELL ? shared.substring(0, MAX_CELL) : shared;
                }
                case "n" -> number();
                case "b" -> value.equals("1") ? "1" : "0";
                case "e" -> "";
                default -> value;
            };
        }

        private String number() {
            double figure = Double.parseDouble(value);
            if (isDate(figure)) {
                LocalDateTime at = DateUtil.getLocalDateTime(figure);
                return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? at.toLocalDate().toString()
                        : at.toString();
            }
            // As typed: 2.12612345678E11 is a telephone number.
            BigDecimal plain = new BigDecimal(value).stripTrailingZeros();
            if (plain.scale() > 9) {
                plain = BigDecimal.valueOf(figure).stripTrailingZeros();
            }
            return Math.abs(plain.scale()) > 40 ? value : plain.toPlainString();
        }

        private boolean isDate(double figure) {
            if (style == null || !DateUtil.isValidExcelDate(figure)) {
                return false;
            }
            XSSFCellStyle cellStyle = styles.getStyleAt(Integer.parseInt(style));
            return cellStyle != null
                    && DateUtil.isADateFormat(cellStyle.getDataFormat(), cellStyle.getDataFormatString());
        }
    }
}
