package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dawra.document.SheetReader.Unreadable;
import org.dawra.document.SheetReader.Unreadable.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SheetsTest {

    private final Sheets sheets = new Sheets();
    private final SheetReader reader = new SheetReader();

    private static SheetSpec list(List<List<Object>> rows) {
        return new SheetSpec(
                "لائحة/المستفيدين",
                true,
                List.of(new SheetSpec.Column("الاسم", 30), new SheetSpec.Column("الهاتف", 16)),
                rows);
    }

    @Test
    @DisplayName("what is written is read back, row numbers as the user sees them")
    void roundTrip() {
        byte[] xlsx = sheets.write(list(List.of(
                List.of("فاطمة", "0612345678"), Arrays.asList(null, null), List.of(12.5, LocalDate.of(2024, 12, 29)))));

        assertThat(reader.read(xlsx, 10))
                .containsExactly(
                        new SheetReader.Row(1, List.of("الاسم", "الهاتف")),
                        new SheetReader.Row(2, List.of("فاطمة", "0612345678")),
                        new SheetReader.Row(4, List.of("12.5", "2024-12-29")));
    }

    @Test
    @DisplayName("text that looks like a formula stays text, sheets run from the right")
    void noFormulas() throws IOException {
        byte[] xlsx = sheets.write(list(List.of(
                List.of("=1+1", "+212612345678"), List.of("-2", "@SUM(A1)"), List.of("=HYPERLINK(\"x\")", "\t=1"))));

        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getSheetAt(0).isRightToLeft()).isTrue();
            workbook.getSheetAt(0)
                    .forEach(row ->
                            row.forEach(cell -> assertThat(cell.getCellType()).isEqualTo(CellType.STRING)));
            assertThat(workbook.getSheetAt(0)
                            .getRow(1)
                            .getCell(0)
                            .getCellStyle()
                            .getQuotePrefixed())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("telephone numbers kept as numbers are read with all their digits; formulas give their stored result")
    void numbersAndFormulas() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            var row = workbook.createSheet().createRow(6);
            row.createCell(0).setCellValue(612345678d);
            row.createCell(1).setCellValue(212612345678d);
            row.createCell(2).setCellFormula("1+1");
            row.createCell(3).setCellValue("  نعيمة \u00a0");
            row.createCell(5).setCellValue(0.1);
            workbook.write(out);
        }
        List<SheetReader.Row> rows = reader.read(out.toByteArray(), 10);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).number()).isEqualTo(7);
        assertThat(rows.get(0).cells()).startsWith("612345678", "212612345678").endsWith("0.1");
        assertThat(rows.get(0).cell(3)).startsWith("نعيمة");
        assertThat(rows.get(0).cell(99)).isEmpty();
    }

    @Test
    @DisplayName("rubbish, damaged, old and too long files are refused with the reason")
    void refusals() throws IOException {
        byte[] good = sheets.write(list(
                IntStream.range(0, 50).mapToObj(i -> List.<Object>of("اسم", i)).toList()));

        assertThat(reason("hello".getBytes(StandardCharsets.UTF_8), 10)).isEqualTo(Reason.NOT_A_SHEET);
        assertThat(reason(new byte[0], 10)).isEqualTo(Reason.NOT_A_SHEET);
        assertThat(reason(Arrays.copyOf(good, good.length / 2), 100)).isEqualTo(Reason.NOT_A_SHEET);
        assertThat(reason(good, 50)).isEqualTo(Reason.TOO_MANY_ROWS);
        assertThat(reader.read(good, 51)).hasSize(51);
        assertThat(reason(new byte[9 * 1024 * 1024], 10)).isEqualTo(Reason.TOO_BIG);
        assertThat(reason(
                        new byte[] {
                            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1, 0
                        },
                        10))
                .isEqualTo(Reason.ENCRYPTED);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("x.txt"));
            out.write(1);
        }
        assertThat(reason(zip.toByteArray(), 10)).isEqualTo(Reason.NOT_A_SHEET);
    }

    @Test
    @DisplayName("a packed bomb and a document type with outside entities are refused")
    void bombs() throws IOException {
        byte[] good = sheets.write(list(List.of(List.of("a", "b"))));
        byte[] bomb = withSheet(good, out -> {
            byte[] blank = new byte[1024 * 1024];
            Arrays.fill(blank, (byte) ' ');
            out.write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 120; i++) {
                out.write(blank);
            }
        });
        assertThat(reason(bomb, 10)).isIn(Reason.TOO_BIG, Reason.NOT_A_SHEET);
        byte[] entities = withSheet(
                good,
                out -> out.write(("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet"
                                + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row"
                                + " r=\"1\"><c r=\"A1\" t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>")
                        .getBytes(StandardCharsets.US_ASCII)));
        assertThat(reason(entities, 10)).isEqualTo(Reason.NOT_A_SHEET);
    }

    @Test
    @DisplayName("a bomb whose size no header tells, or in many small parts, is refused before it is unpacked")
    void bombsInParts() throws IOException {
        byte[] good = sheets.write(list(List.of(List.of("a", "b"))));
        byte[] row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>xyz</t></is></c></row>"
                .repeat(20_000)
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(reason(withMore(good, 1, row, 60), 10)).isEqualTo(Reason.TOO_BIG);
        assertThat(reason(withMore(good, 30, row, 3), 10)).isEqualTo(Reason.TOO_BIG);
        assertThat(reason(withMore(good, 1_200, new byte[0], 1), 10)).isEqualTo(Reason.TOO_BIG);
    }

    private static byte[] withMore(byte[] xlsx, int parts, byte[] content, int times) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(xlsx));
                ZipOutputStream out = new ZipOutputStream(result)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            for (int part = 0; part < parts; part++) {
                out.putNextEntry(new ZipEntry("xl/more" + part + ".xml"));
                for (int i = 0; i < times; i++) {
                    out.write(content);
                }
            }
        }
        return result.toByteArray();
    }

    private interface Filling {
        void write(ZipOutputStream out) throws IOException;
    }

    private static byte[] withSheet(byte[] xlsx, Filling filling) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(xlsx));
                ZipOutputStream out = new ZipOutputStream(result)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("sheet1.xml")) {
                    filling.write(out);
                } else {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        return result.toByteArray();
    }

    private Reason reason(byte[] file, int rows) {
        var thrown = new Unreadable[1];
        assertThatThrownBy(() -> reader.read(file, rows)).isInstanceOfSatisfying(Unreadable.class, e -> thrown[0] = e);
        return thrown[0].reason();
    }
}
