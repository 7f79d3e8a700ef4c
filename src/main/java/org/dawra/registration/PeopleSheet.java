package org.dawra.registration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.document.SheetReader;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A province's list as a workbook: the template that coordinators fill in, its reading, and the export. */
@Component
class PeopleSheet {

    /** Columns of the template, in their order; the fields of {@link NewRegistration}. */
    static final List<String> COLUMNS = List.of("name", "phone", "email", "kind", "institution");

    private static final int EXPORT_PAGE = 500;

    private final Sheets sheets;
    private final SheetReader reader;
    private final MessageSource texts;

    PeopleSheet(Sheets sheets, SheetReader reader, MessageSource texts) {
        this.sheets = sheets;
        this.reader = reader;
        this.texts = texts;
    }

    /** What a file holds: people, and the row each was read from. */
    record Upload(List<NewRegistration> people, List<SheetReader.Row> rows) {

        /** The rows' numbers as Excel shows them. */
        List<Integer> numbers() {
            return rows.stream().map(SheetReader.Row::number).toList();
        }

        /** What is written in the column of a field, in the row of a person. */
        String cell(int person, String field) {
            var column = COLUMNS.indexOf(field);
            return column < 0 ? "" : rows.get(person).cell(column);
        }
    }

    /** The empty template: a header in Arabic and French and one example row, which reading passes over. */
    byte[] template() {
        var columns = COLUMNS.stream()
                .map(c -> new SheetSpec.Column(
                        text("registration.sheet." + c, Language.AR) + " / "
                                + text("registration.sheet." + c, Language.FR),
                        c.equals("institution") || c.equals("name") ? 40 : 26))
                .toList();
        var example = COLUMNS.stream()
                .map(c -> text("registration.sheet." + c + ".example", Language.AR))
                .toList();
        return sheets.write(new SheetSpec(text("registration.sheet", Language.AR), true, columns, List.of(example)));
    }

    /**
     * Reads people from a filled-in template; what is wrong in a cell is found when they are added.
     *
     * @throws Refused when the file is none, or is not the template
     */
    Upload read(byte[] file, Language language, boolean consent, ImportProgress progress) {
        try {
            var rows = reader.read(
                    file,
                    RegistrationIntake.MOST_AT_ONCE + 2,
                    found -> progress.at(ListImport.Phase.READING, found, 0));
            if (rows.isEmpty() || !isHeader(rows.get(0).cell(0))) {
                throw new Refused("file", "registration.upload.header");
            }
            var example = Names.key(text("registration.sheet.name.example", Language.AR), 60);
            var kinds = kinds();
            var people = new ArrayList<NewRegistration>();
            var kept = new ArrayList<SheetReader.Row>();
            for (var row : rows.subList(1, rows.size())) {
                if (Names.key(row.cell(0), 60).equals(example)) {
                    continue;
                }
                people.add(new NewRegistration(
                        row.cell(0),
                        row.cell(1),
                        row.cell(2),
                        kinds.get(Names.key(row.cell(3), 60)),
                        row.cell(4),
                        null,
                        language.code(),
                        consent));
                kept.add(row);
            }
            if (people.isEmpty()) {
                throw new Refused("file", "registration.rows.none");
            }
            return new Upload(people, kept);
        } catch (SheetReader.Unreadable e) {
            throw switch (e.reason()) {
                case TOO_MANY_ROWS -> new Refused("file", "form.tooManyRows", RegistrationIntake.MOST_AT_ONCE);
                case TOO_BIG -> new Refused("file", "registration.upload.tooBig");
                case ENCRYPTED -> new Refused("file", "registration.upload.encrypted");
                case NOT_A_SHEET -> new Refused("file", "registration.upload.noSheet");
            };
        }
    }

    /** The list with everything staff need; walked in pages, so a long list needs little memory. */
    byte[] export(
            TrainingCycle cycle,
            Registrations.Query query,
            Registrations registrations,
            SeatBook seats,
            LocalTimes times,
            Language language) {
        var columns = new ArrayList<SheetSpec.Column>();
        for (var column : List.of(
                "name", "phone", "email", "kind", "institution", "province", "state", "source", "registered", "seat")) {
            columns.add(new SheetSpec.Column(text("registration.sheet." + column, language), 22));
        }
        Map<String, String> provinces = cycle.edition().provinces().stream()
                .collect(Collectors.toMap(p -> p.code(), p -> p.name().in(language)));
        Iterable<List<@Nullable Object>> rows = () -> new Iterator<>() {
            private List<Entry> page = registrations.after(query, 0, EXPORT_PAGE);
            private Map<Long, Seat> own = seatsOf(page);
            private int at;

            @Override
            public boolean hasNext() {
                if (at == page.size() && at == EXPORT_PAGE) {
                    page = registrations.after(query, page.get(at - 1).id(), EXPORT_PAGE);
                    own = seatsOf(page);
                    at = 0;
                }
                return at < page.size();
            }

            @Override
            public List<@Nullable Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var entry = page.get(at++);
                var seat = own.get(entry.id());
                var cells = new ArrayList<@Nullable Object>();
                cells.add(entry.name());
                cells.add(entry.phone() == null ? null : "+" + entry.phone());
                cells.add(entry.email());
                cells.add(text("registration.kind." + entry.kind(), language));
                cells.add(
                        language == Language.AR || entry.institutionFr() == null
                                ? entry.institution()
                                : entry.institutionFr());
                cells.add(provinces.get(entry.province()));
                cells.add(text("registration.state." + entry.state(), language));
                cells.add(text("registration.source." + entry.source(), language));
                cells.add(times.local(entry.registeredAt()).toLocalDate());
                cells.add(seat == null ? null : text("registration.seat.state." + seat.state(), language));
                return cells;
            }

            private Map<Long, Seat> seatsOf(List<Entry> entries) {
                return seats.newest(entries.stream().map(Entry::id).toList());
            }
        };
        return sheets.write(
                new SheetSpec(text("registration.sheet", language), language == Language.AR, columns, rows));
    }

    /** Whatever language the kind is written in. */
    private Map<String, Institution.Kind> kinds() {
        var byWord = new HashMap<String, Institution.Kind>();
        var words = new EnumMap<Institution.Kind, List<String>>(Institution.Kind.class);
        words.put(Institution.Kind.COOPERATIVE, List.of("التعاونية", "coop"));
        words.put(Institution.Kind.ASSOCIATION, List.of("الجمعية", "جمعية تنموية", "assoc"));
        words.put(
                Institution.Kind.ENTERPRISE, List.of("مقاولة", "المقاولة", "شركة", "entreprise", "enterprise", "TPE"));
        words.put(
                Institution.Kind.AUTO_ENTREPRENEUR,
                List.of("مقاول ذاتي", "مقاولة ذاتية", "auto-entrepreneur", "auto-entrepreneuse", "autoentrepreneur"));
        words.forEach((kind, all) -> {
            all.forEach(word -> byWord.put(Names.key(word, 60), kind));
            byWord.put(Names.key(kind.name(), 60), kind);
            for (var language : Language.values()) {
                byWord.put(Names.key(text("registration.kind." + kind, language), 60), kind);
            }
        });
        return byWord;
    }

    private boolean isHeader(String cell) {
        var key = Names.key(cell, 120);
        return key.contains(Names.key(text("registration.sheet.name", Language.AR), 60))
                || key.contains(Names.key(text("registration.sheet.name", Language.FR), 60));
    }

    private String text(String key, Language language) {
        Locale locale = language.locale();
        return texts.getMessage(key, null, locale);
    }
}
