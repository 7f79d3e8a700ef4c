package org.dawra.report;

import java.util.ArrayList;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.document.MoroccanText;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * The press release of a year, from the edition and the gathered figures alone: it tells what happened and adds nothing.
 * Meetings that were invented for a sample are left out, and so are invented names and counts.
 */
final class PressRelease {

    /** From three to ten, before a feminine plural noun. */
    private static final List<String> ARABIC_NUMERALS =
            List.of("ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر");

    /** From two to ten. */
    private static final List<String> FRENCH_NUMERALS =
            List.of("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix");

    private static final List<String> ENGLISH_NUMERALS =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private final Edition edition;
    private final Figures figures;
    private final Language language;
    private final MessageSource texts;
    private final List<String> paragraphs = new ArrayList<>();

    private PressRelease(Edition edition, Figures figures, Language language, MessageSource texts) {
        this.edition = edition;
        this.figures = figures;
        this.language = language;
        this.texts = texts;
    }

    /** The release in one language, as plain text. */
    static String of(Edition edition, Figures figures, Language language, MessageSource texts) {
        return new PressRelease(edition, figures, language, texts).write();
    }

    private String write() {
        paragraphs.add(text("report.press.heading"));
        if (edition.sample()) {
            paragraphs.add(text("report.sample"));
        }
        paragraphs.add(in(edition.network().name()));
        paragraphs.add(in(edition.title()));
        occasion();
        consultation();
        meetings();
        optional(edition.report().recommendations());
        if (figures.agreements().stream().anyMatch(Figures.Signed::betweenInstitutions)) {
            optional(edition.report().agreements());
        }
        award();
        draw();
        optional(edition.report().closing());
        if (!edition.sample()) {
            paragraphs.add(text("report.press.certificates", figures.certificates()));
        }
        paragraphs.add(in(edition.report().thanks()));
        optional(edition.report().outlook());
        if (!edition.sample()) {
            var network = edition.network();
            paragraphs.add(text("report.press.contact", in(network.name()), "+" + network.phone(), network.email()));
        }
        return String.join("\n\n", paragraphs) + "\n";
    }

    private void occasion() {
        paragraphs.add(in(edition.report().introduction()));
        optional(edition.context());
        var project = edition.project();
        if (project != null) {
            paragraphs.add(text("report.press.project", in(project)));
        }
        paragraphs.add(text(
                "report.press.partners",
                String.join(
                        language == Language.AR ? " · " : " ; ",
                        edition.partners().stream().map(p -> in(p.name())).toList())));
    }

    private void meetings() {
        for (var meeting : figures.meetings()) {
            if (meeting.sample()) {
                continue;
            }
            var lines = new ArrayList<String>();
            var when = when(meeting);
            lines.add(
                    in(edition.slogan()).equals(in(edition.title()))
                            ? text("report.press.meeting", in(meeting.title()), when, in(meeting.place()))
                            : text(
                                    "report.press.meetingWithSlogan",
                                    in(meeting.title()),
                                    when,
                                    in(meeting.place()),
                                    in(edition.slogan())));
            paragraphs.add(String.join("\n", lines));
            optional(edition.report().guests());
            sessions(meeting);
        }
    }

    private String when(Figures.Meeting meeting) {
        return meeting.from().equals(meeting.to())
                ? text("report.press.onDay", MoroccanText.longDate(meeting.from(), language.locale()))
                : MoroccanText.dateRange(meeting.from(), meeting.to(), language.locale());
    }

    private void sessions(Figures.Meeting meeting) {
        var lines = new ArrayList<String>();
        edition.meetings().stream()
                .filter(entry -> entry.code().equals(meeting.code()))
                .flatMap(entry -> entry.sessions().stream())
                .filter(session -> session.kind() != SessionKind.CLOSING)
                .forEach(session -> {
                    var description = session.description();
                    var title = in(session.title());
                    lines.add("- " + (description == null ? title : title + told(title) + in(description)) + ".");
                });
        if (!lines.isEmpty()) {
            lines.add(0, text("report.press.sessions"));
            paragraphs.add(String.join("\n", lines));
        }
    }

    private void consultation() {
        var told = edition.report().consultation();
        if (told == null) {
            return;
        }
        var lines = new ArrayList<String>();
        var day = edition.consultationHappened();
        lines.add(
                day == null
                        ? in(told)
                        : text("report.press.consultation", MoroccanText.longDate(day, language.locale())) + " "
                                + in(told));
        if (!edition.consultationAgenda().isEmpty()) {
            lines.add(text("report.press.agenda"));
            edition.consultationAgenda().forEach(point -> lines.add("- " + in(point) + "."));
        }
        paragraphs.add(String.join("\n", lines));
    }

    private void award() {
        var award = edition.award();
        if (award == null || figures.laureates().isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        lines.add(text(
                "report.press.award",
                in(award.name()),
                institutions(figures.laureates().size()),
                Integer.toString(edition.number()),
                in(award.reason())));
        figures.laureates()
                .forEach(winner -> lines.add("- " + in(winner.name()) + colon() + in(winner.citation()) + "."));
        paragraphs.add(String.join("\n", lines));
    }

    private void draw() {
        var draw = edition.draw();
        var drawn = figures.draw();
        if (draw == null || drawn == null) {
            return;
        }
        var told = text("report.press.draw", institutions(drawn.winners().size()), in(draw.prize()));
        var purpose = draw.purpose();
        if (purpose != null) {
            told += " " + text("report.press.purpose", in(purpose));
        }
        if (!edition.sample()) {
            told += " "
                    + text(
                            "report.press.drawWinners",
                            String.join(
                                    language == Language.AR ? "، " : ", ",
                                    drawn.winners().stream().map(this::in).toList()));
        }
        paragraphs.add(told);
    }

    private String institutions(int count) {
        if (language == Language.AR) {
            return switch (count) {
                case 1 -> "مؤسسة واحدة";
                case 2 -> "مؤسستين";
                default -> {
                    if (count > 10) {
                        yield count + " مؤسسة";
                    }
                    yield (count >= 3 ? ARABIC_NUMERALS.get(count - 3) : Integer.toString(count)) + " مؤسسات";
                }
            };
        }
        return count == 1 ? text("report.press.institution") : text("report.press.institutions", words(count));
    }

    /** A small number is written in words, as newspapers do. */
    private String words(int count) {
        var words = language == Language.FR ? FRENCH_NUMERALS : ENGLISH_NUMERALS;
        return count >= 2 && count - 2 < words.size() ? words.get(count - 2) : Integer.toString(count);
    }

    /** Between a title and its description: a dash where the title has a colon already. */
    private String told(String title) {
        return title.contains(":") ? " – " : colon();
    }

    private String colon() {
        return language == Language.FR ? " : " : ": ";
    }

    private void optional(@Nullable Bilingual text) {
        if (text != null) {
            paragraphs.add(in(text));
        }
    }

    private String in(Bilingual text) {
        return text.in(language);
    }

    private String text(String key, Object... args) {
        return texts.getMessage(key, args, language.locale());
    }
}
