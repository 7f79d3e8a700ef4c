package org.dawra.training;

import static org.dawra.document.Block.Style.NORMAL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Cell;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Heading;
import org.dawra.document.Block.KeyValue;
import org.dawra.document.Block.KeyValues;
import org.dawra.document.Block.Paragraph;
import org.dawra.document.Block.Table;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.document.StoredDocument;
import org.dawra.registration.PersonErased;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.training.AttendanceBook.StoredHalfDay;
import org.dawra.training.AttendanceBook.Tick;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The printed attendance sheets, one a half-day and province, and the same as a workbook. */
@Service
class AttendanceSheets {

    private static final String KIND = "attendance-sheet";
    private static final double SIGNATURE_ROW = 10.5;
    /** Room for those who come without standing on the sheet. */
    private static final int BLANK_ROWS = 5;

    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Roster roster;
    private final AttendanceBook book;
    private final Seats seats;
    private final Documents documents;
    private final DocumentStore store;
    private final Sheets workbooks;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    AttendanceSheets(
            Programmes programmes,
            TrainingCycles cycles,
            Roster roster,
            AttendanceBook book,
            Seats seats,
            Documents documents,
            DocumentStore store,
            Sheets workbooks,
            MessageSource messages,
            JdbcClient jdbc) {
        this.programmes = programmes;
        this.cycles = cycles;
        this.roster = roster;
        this.book = book;
        this.seats = seats;
        this.documents = documents;
        this.store = store;
        this.workbooks = workbooks;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** A sheet that has been printed. */
    record Printed(String halfDay, String province, long document) {}

    /** Prints the sheets of all half-days; those printed before are replaced. */
    @Transactional
    public void print(MeetingId id) {
        var meeting = programmes.meeting(id);
        var sample = cycles.get(meeting.cycle()).sample();
        forget(printed(id));
        var byProvince = roster.admitted(id).stream()
                .collect(
                        Collectors.groupingBy(line -> line.seat().province(), LinkedHashMap::new, Collectors.toList()));
        var provinces = roster.provinces(id).stream().collect(Collectors.toMap(Province::code, p -> p));
        for (var halfDay : book.halfDays(id)) {
            byProvince.forEach((code, lines) -> {
                var paper = paper(meeting, halfDay.halfDay(), provinces.get(code), lines, sample);
                var name = "attendance-" + id.key() + "-"
                        + halfDay.halfDay().key().toLowerCase(Locale.ROOT) + "-" + code + ".pdf";
                var document = store.store(KIND, name, "application/pdf", documents.render(paper), sample);
                jdbc.sql("""
                                insert into attendance_sheet (meeting_id, half_day_id, province, document_id)
                                values (?, ?, ?, ?)
                                """).params(id.value(), halfDay.id(), code, document).update();
            });
        }
    }

    /** The sheets printed for a meeting. */
    List<Printed> printed(MeetingId id) {
        return jdbc.sql("""
                        select h.day_number, h.on_date, h.part, s.province, s.document_id
                        from attendance_sheet s join half_day h on h.id = s.half_day_id
                        where s.meeting_id = ? order by h.day_number, h.part desc, s.id
                        """)
                .param(id.value())
                .query((row, number) ->
                        new Printed(row.getInt(1) + "-" + row.getString(3), row.getString(4), row.getLong(5)))
                .list();
    }

    /** A printed sheet; empty when there is none, or its bytes had to be erased. */
    Optional<StoredDocument> sheet(MeetingId id, String halfDay, String province) {
        return printed(id).stream()
                .filter(p -> p.halfDay().equals(halfDay) && p.province().equals(province))
                .findFirst()
                .flatMap(p -> store.find(p.document()))
                .filter(d -> d.bytes() != null);
    }

    /** Sheets name everybody on them: those on which an erased person stands are erased and can be printed anew. */
    @EventListener
    void on(PersonErased erased) {
        for (var id : erased.seats()) {
            seats.find(id)
                    .ifPresent(seat -> forget(printed(seat.meeting()).stream()
                            .filter(p -> p.province().equals(seat.province()))
                            .toList()));
        }
    }

    private void forget(List<Printed> sheets) {
        for (var sheet : sheets) {
            jdbc.sql("delete from attendance_sheet where document_id = ?")
                    .param(sheet.document())
                    .update();
            store.erase(sheet.document());
        }
    }

    private Paper paper(
            TrainingMeeting meeting,
            HalfDay halfDay,
            @Nullable Province province,
            List<Roster.Line> lines,
            boolean sample) {
        var edition = cycles.get(meeting.cycle()).edition();
        var rows = new ArrayList<List<Cell>>();
        var number = 0;
        for (var line : lines) {
            number++;
            rows.add(List.of(
                    Cell.centred(Integer.toString(number)),
                    new Cell(line.name()),
                    new Cell(line.institution()),
                    Cell.centred(code(line.seat())),
                    new Cell(""),
                    new Cell("")));
        }
        for (var blank = 0; blank < BLANK_ROWS; blank++) {
            number++;
            rows.add(List.of(
                    Cell.centred(Integer.toString(number)),
                    new Cell(""),
                    new Cell(""),
                    new Cell(""),
                    new Cell(""),
                    new Cell("")));
        }
        var printedOn = meeting.printedFrom().plusDays(halfDay.day() - 1L);
        var title = text("training.sheet.title");
        var provinceName = province == null ? "" : province.name().ar();
        return Paper.in(PaperLanguage.AR, title + " – " + provinceName)
                .sample(sample)
                .header(edition.network().name().ar())
                .footer(text("training.sheet.footer"))
                .pageNumbers()
                .add(new Heading(1, title, Align.CENTER))
                .add(new Paragraph(
                        messages.getMessage("training.sheet.title", null, Language.FR.locale()),
                        NORMAL.centred().in(Colour.MUTED),
                        PaperLanguage.FR))
                .add(new KeyValues(List.of(
                        new KeyValue(
                                text("training.sheet.meeting"), meeting.title().ar()),
                        new KeyValue(
                                text("training.sheet.place"), meeting.place().ar()),
                        new KeyValue(
                                text("training.sheet.when"),
                                MoroccanText.longDate(printedOn, Language.AR.locale()) + " – "
                                        + text("training.part." + halfDay.part())),
                        new KeyValue(text("training.sheet.province"), provinceName))))
                .space(3)
                .add(new Table(
                        List.of(0.6, 3.0, 3.2, 1.1, 2.0, 2.0),
                        List.of(
                                text("training.sheet.number"),
                                text("training.sheet.name"),
                                text("training.sheet.institution"),
                                text("training.sheet.code"),
                                text("training.sheet.signIn"),
                                text("training.sheet.signOut")),
                        rows,
                        SIGNATURE_ROW,
                        10))
                .build();
    }

    /** The roster with what is ticked or confirmed, as a workbook in the reader's language. */
    byte[] workbook(MeetingId id, Locale locale) {
        var halfDays = book.halfDays(id);
        var lines = roster.of(id);
        var ticks = book.ticks(id, lines.stream().map(line -> line.seat().id()).toList());
        var provinces = roster.provinces(id).stream().collect(Collectors.toMap(Province::code, p -> p));
        var columns = new ArrayList<SheetSpec.Column>();
        columns.add(new SheetSpec.Column(text("training.sheet.province", locale), 22));
        columns.add(new SheetSpec.Column(text("training.sheet.institution", locale), 34));
        columns.add(new SheetSpec.Column(text("training.sheet.name", locale), 28));
        columns.add(new SheetSpec.Column(text("training.sheet.code", locale), 12));
        columns.add(new SheetSpec.Column(text("training.list.state", locale), 14));
        for (var halfDay : halfDays) {
            columns.add(new SheetSpec.Column(label(halfDay.halfDay(), locale), 18));
        }
        columns.add(new SheetSpec.Column(text("training.list.total", locale), 12));
        var rows = lines.stream()
                .map(line -> row(line, halfDays, ticks, provinces, locale))
                .toList();
        return workbooks.write(new SheetSpec(
                text("training.list.sheetName", locale), Language.of(locale) == Language.AR, columns, rows));
    }

    private List<@Nullable Object> row(
            Roster.Line line,
            List<StoredHalfDay> halfDays,
            Map<Long, Map<Long, Tick>> ticks,
            Map<String, Province> provinces,
            Locale locale) {
        var row = new ArrayList<@Nullable Object>();
        var province = provinces.get(line.seat().province());
        row.add(province == null ? line.seat().province() : province.name().in(locale));
        row.add(line.institution());
        row.add(line.name());
        row.add(code(line.seat()));
        row.add(text("training.seat." + line.seat().state(), locale));
        var present = 0;
        for (var halfDay : halfDays) {
            var tick =
                    ticks.getOrDefault(halfDay.id(), Map.of()).get(line.seat().id());
            row.add(tick == null || !tick.present() ? null : mark(tick));
            present += tick != null && tick.present() && halfDay.confirmed() ? 1 : 0;
        }
        row.add(present);
        return row;
    }

    private static String mark(Tick tick) {
        var in = tick.signIn();
        var out = tick.signOut();
        return "✓" + (in == null ? "" : " " + in) + (out == null ? "" : " – " + out);
    }

    /** A half-day as people say it: its date and part. */
    String label(HalfDay halfDay, Locale locale) {
        return MoroccanText.shortDate(halfDay.on()) + " " + text("training.part." + halfDay.part(), locale);
    }

    private static String code(Seat seat) {
        var code = seat.shortCode();
        return code == null ? "" : code;
    }

    private String text(String key) {
        return text(key, Language.AR.locale());
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
