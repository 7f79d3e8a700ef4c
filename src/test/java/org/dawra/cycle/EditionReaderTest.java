package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.dawra.document.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class EditionReaderTest {

    @Test
    void edition2024HoldsWhatTheArticleTells() {
        var edition = edition("2024");
        assertThat(edition.slogan().ar())
                .isEqualTo(
                        "التخطيط الاستراتيجي للتعاونيات والجمعيات التنموية والمقاولات الصغرى، وتقنيات التواصل الرقمي وصياغة المشاريع");
        assertThat(edition.partners()).hasSize(3);
        var meeting = edition.meeting("fifth-meeting").orElseThrow();
        assertThat(meeting.fixed()).isFalse();
        assertThat(meeting.happenedFrom()).hasToString("2024-12-27");
        assertThat(meeting.happenedTo()).hasToString("2024-12-29");
        assertThat(meeting.sessions())
                .extracting(Edition.SessionEntry::kind)
                .containsExactly(
                        Edition.SessionKind.WORKSHOP,
                        Edition.SessionKind.PLENARY,
                        Edition.SessionKind.WORKSHOP,
                        Edition.SessionKind.WORKSHOP,
                        Edition.SessionKind.CLOSING);
        assertThat(edition.award()).isNotNull();
        assertThat(edition.draw()).isNotNull();
        assertThat(edition.draw().winners()).isEqualTo(2);
        assertThat(edition.institutionAgreements()).hasSize(2);
        assertThat(edition.samples().institutions().stream().filter(Edition.SampleInstitution::real))
                .extracting(i -> i.name().ar())
                .containsExactly("تعاونية نساء العونات", "تعاونية صفوة بلادي (النواصر)", "تعاونية أم الربيع (أزمور)");
        assertThat(edition.sample()).isTrue();
    }

    @Test
    void edition2026HasFiveThemesAFixedMeetingAndNoAwardDrawOrAgreementsBetweenInstitutions() {
        var edition = edition("2026");
        assertThat(edition.themes()).hasSize(5);
        assertThat(edition.consultationHappened()).hasToString("2026-01-31");
        assertThat(edition.consultationAgenda()).hasSize(5);
        assertThat(edition.meetings()).singleElement().satisfies(m -> {
            assertThat(m.fixed()).isTrue();
            assertThat(m.happenedFrom()).hasToString("2026-02-01");
            assertThat(m.place().ar()).contains("فندق السانية");
        });
        assertThat(edition.award()).isNull();
        assertThat(edition.draw()).isNull();
        assertThat(edition.institutionAgreements()).isEmpty();
        assertThat(edition.samples().decidedMeetings()).hasSize(2);
    }

    @Test
    void sampleScoresOf2024LeadToTheThreeRealLaureatesByBothMethods() {
        var edition = edition("2024");
        var nominations = edition.samples().nominations();
        var real = edition.samples().institutions().stream()
                .filter(Edition.SampleInstitution::real)
                .map(Edition.SampleInstitution::code)
                .toList();
        var weights = edition.award().criteria().stream()
                .map(Edition.Criterion::weight)
                .toList();
        var jurors = nominations.get(0).scores().size();
        var means = nominations.stream()
                .map(n -> n.scores().stream().mapToInt(s -> total(s, weights)).sum())
                .toList();
        var ranks = nominations.stream()
                .map(n -> IntStream.range(0, jurors)
                        .map(j -> (int) nominations.stream()
                                .filter(o -> total(o.scores().get(j), weights)
                                        > total(n.scores().get(j), weights))
                                .count())
                        .sum())
                .toList();
        for (var i = 0; i < nominations.size(); i++) {
            for (var k = 0; k < nominations.size(); k++) {
                if (real.contains(nominations.get(i).institution())
                        && !real.contains(nominations.get(k).institution())) {
                    assertThat(means.get(i)).isGreaterThan(means.get(k));
                    assertThat(ranks.get(i)).isLessThan(ranks.get(k));
                }
            }
        }
        assertThat(nominations).hasSizeGreaterThan(real.size());
    }

    @Test
    void severalHundredPeopleHaveDifferentNames() {
        assertThat(new HashSet<>(edition("2024").samples().people(1_900))).hasSize(1_900);
    }

    @Test
    void listedNamesAreTakenInOrderWhateverTheirScript() {
        var edition = EditionReader.read(
                "x", "x", text("2024").replace("sample:\n", "sample:\n  names: |\n    مُحَمَّد لَا\n    Zoë O'Neil\n"));
        assertThat(edition.samples().people(3)).containsExactly("مُحَمَّد لَا", "Zoë O'Neil", "مُحَمَّد لَا");
    }

    @Test
    void meetingsWithoutSessionsOfTheirOwnGetTheUsualOnesWithTheClosingOnTheLastDay() {
        var edition = edition("2026");
        var day = LocalDate.parse("2026-06-07");
        var meeting = new TrainingMeeting(
                new MeetingId(1),
                new CycleId(1),
                2,
                null,
                false,
                true,
                edition.title(),
                edition.title(),
                day,
                day.plusDays(1),
                10,
                day,
                day.plusDays(1));
        assertThat(edition.sessionsOf(meeting))
                .extracting(Edition.SessionEntry::day)
                .containsExactly(1, 1, 1, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capacity: 300                      | capacity: -5                    | meetings[0].capacity                  | range
            capacity: 300                      | capacity: many                  | meetings[0].capacity                  | integer
            to: 2024-12-29                     | to: 2024-12-20                  | meetings[0].happened.to               | endsBeforeStart
            to: 2024-12-29                     | to: 2024-12-32                  | meetings[0].happened.to               | date
            ends: "12:30"                      | ends: "08:30"                   | meetings[0].sessions[0].ends          | endsBeforeStart
            weight: 40                         | weight: 41                      | award.criteria                        | weights
            meeting: fifth-meeting             | meeting: sixth-meeting          | award.meeting                         | unknownMeeting
            province: nouaceur, real: true     | province: nowhere, real: true   | sample.institutions[1].province       | unknownProvince
            code: wilaya                       | code: region                    | partners[1].code                      | duplicate
            code: el-jadida, kind              | code: El Jadida, kind           | provinces[1].code                     | code
            signs: electronic                  | signs: fax                      | partners[2].signs                     | option
            themes:                            | tehmes:                         | tehmes                                | unknownKey
            year: 2024                         | year: 24                        | year                                  | range
            seats-close: -7                    | seats-close: -31                | plan.seats-close                      | order
            [khayt-annour, warchat-alghad]     | [khayt-annour, nobody]          | institution-agreements[0].parties     | unknownInstitution
            [[9, 10, 9],                       | [[9, 11, 9],                    | sample.nominations[0].scores[0]       | range
            [[9, 10, 9],                       | [[9, 9],                        | sample.nominations[0].scores          | scores
            offset: "+00:00"                   | offset: Casablanca              | time[1].offset                        | offset
            [president, programme-manager]     | [president, president]          | confirmers                            | confirmers
            weekdays: [sunday]                 | weekdays: [sun]                 | quiet-days.weekdays                   | option
            "07-30", "08-14"                   | "30-07", "08-14"                | quiet-days.yearly                     | monthDay
            to: 2025-04-01                     | to: 2025-03-30                  | quiet-days.dates[0].to                | endsBeforeStart
            session: capacity-building         | session: nothing                | sample.summaries[0].session           | unknownSession
            """)
    void eachFaultIsNamedWithItsFieldAndLine(String right, String wrong, String field, String problem) {
        var text = text("2024");
        assertThat(text).contains(right);
        var broken = text.replaceFirst(Pattern.quote(right), wrong);
        var error = errors(broken).stream()
                .filter(e -> e.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new AssertionError(errors(broken).toString()));
        assertThat(error.messageKey()).isEqualTo("cycle.edition." + problem);
        var lines = broken.lines().toList();
        if (!problem.equals("weights")) {
            assertThat(lines.get(error.line() - 1)).contains(wrong.strip());
        } else {
            assertThat(lines.get(error.line() - 2)).contains("criteria:");
        }
    }

    @Test
    void quietDaysAreWeeklyYearlyAndOnce() {
        var quiet = edition("2026").quietDays();
        assertThat(quiet.include(LocalDate.parse("2026-11-22"))).as("a Sunday").isTrue();
        assertThat(quiet.include(LocalDate.parse("2031-07-30")))
                .as("the Feast of the Throne")
                .isTrue();
        assertThat(quiet.include(LocalDate.parse("2026-05-28")))
                .as("amid Aïd al-Adha")
                .isTrue();
        assertThat(quiet.include(LocalDate.parse("2026-11-23"))).isFalse();
    }

    @Test
    void anEditionWithoutQuietDaysHasNoneAndOneWithoutAnyOtherDayIsRefused() {
        var none = text("2026").replaceFirst("(?s)quiet-days:.*?\nprovinces:", "provinces:");
        assertThat(EditionReader.read("x", "x", none).quietDays()).isEqualTo(QuietDays.NONE);
        var all = text("2026")
                .replace(
                        "weekdays: [sunday]",
                        "weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]");
        assertThat(errors(all))
                .extracting(EditionError::field, EditionError::messageKey)
                .containsExactly(Tuple.tuple("quiet-days.weekdays", "cycle.edition.noDayLeft"));
    }

    @Test
    void missingTextsAndEmptyOffsetsAreNamed() {
        var broken = text("2024")
                .replaceFirst("fr: Cinquième rencontre de formation\n", "fr:\n")
                .replaceFirst("(?s)time:.*?\nprovinces:", "time: []\nprovinces:");
        assertThat(errors(broken))
                .extracting(EditionError::field, EditionError::messageKey)
                .contains(
                        Tuple.tuple("title.fr", "cycle.edition.missing"), Tuple.tuple("time", "cycle.edition.atLeast"));
    }

    @Test
    void aCertificateIsSignedByThreeAtMost() {
        var row = "    - { ar: رئيس(ة) الشبكة, fr: La présidence du réseau }\n";
        assertThat(text("2024")).contains("  signatories:\n" + row);
        var three = text("2024").replaceFirst(Pattern.quote(row), row.repeat(3));
        assertThat(EditionReader.read("x", "x", three).certificate().signatories())
                .hasSize(3);
        assertThat(errors(text("2024").replaceFirst(Pattern.quote(row), row.repeat(4))))
                .extracting(EditionError::field, EditionError::messageKey)
                .containsExactly(Tuple.tuple("certificates.signatories", "cycle.edition.atMost"));
    }

    @Test
    void logosAreReadBesideTheFileAndKeptInTheTextOfTheYear() {
        var edition = BundledEditions.edition("2024");
        assertThat(edition.certificate().logos()).hasSize(4);
        assertThat(edition.certificate().printedLogos())
                .extracting(Block.Logo::altText)
                .first()
                .isEqualTo("شعار الشبكة (نموذج)");

        var kept = EditionReader.withPictures(text("2024"), edition);
        assertThat(kept).startsWith(text("2024").strip()).contains("\npictures:\n");
        assertThat(EditionReader.read("2024.yaml", "2024", kept).equals(edition))
                .isTrue();
        assertThat(EditionReader.withPictures(kept, edition)).isEqualTo(kept);
        // Without a logo the text is kept as it is; a year that runs does without one that is missing.
        assertThat(EditionReader.read("x", "x", text("2024")).certificate().logos())
                .isEmpty();
        var flow = "{\"a\": {}}";
        assertThat(EditionReader.withPictures(flow, edition)).startsWith("{\"a\": {}, \"pictures\": {\"logos/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logos/nowhere.svg | logo.missing",
                "../editions/logos/sample-network.svg | logo.place",
                "/etc/passwd | logo.place",
                "logos/script.svg | logo.ACTIVE",
                "logos/elsewhere.svg | logo.EXTERNAL",
                "logos/text.svg | logo.UNSUPPORTED",
                "2024.yaml | logo.NOT_A_PICTURE",
            })
    void aLogoThatCannotBePrintedIsNamedWithItsLine(String file, String message) {
        var broken = text("2024").replace("logos/sample-region.svg", file);
        var line = broken.lines().toList().indexOf("    - file: " + file) + 1;
        var invalid = catchThrowableOfType(
                InvalidEdition.class, () -> EditionReader.read("x.yaml", "x", broken, EditionReaderTest::beside));
        assertThat(invalid.errors()).singleElement().satisfies(e -> {
            assertThat(e.field()).isEqualTo("certificates.logos[1].file");
            assertThat(e.messageKey()).isEqualTo("cycle.edition." + message);
            assertThat(e.line()).isEqualTo(line).isGreaterThan(1);
        });
    }

    private static byte[] beside(String file) throws IOException {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>%s</svg>";
        return switch (file) {
            case "logos/nowhere.svg" -> null;
            case "logos/script.svg" -> svg.formatted("<script/>").getBytes(StandardCharsets.UTF_8);
            case "logos/elsewhere.svg" ->
                svg.formatted("<use href='http://127.0.0.1/x'/>").getBytes(StandardCharsets.UTF_8);
            case "logos/text.svg" -> svg.formatted("<text>x</text>").getBytes(StandardCharsets.UTF_8);
            default -> Files.readAllBytes(Path.of("src/main/resources/editions", file));
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frame: \"#0b5d4e\" | frame: green | frame | colour",
                "frame: \"#0b5d4e\" | frame: \"#8fd3c5\" | frame | contrast",
                "ornament: \"#b8892b\" | ornament: \"#ffe08a\" | ornament | contrast",
                "ornament: \"#b8892b\" | paper: \"#ffffff\" | paper | unknownKey",
            })
    void coloursThatDoNotStandOutOnPaperAreRefused(String good, String bad, String field, String message) {
        assertThat(errors(text("2024").replace(good, bad)))
                .extracting(EditionError::field, EditionError::messageKey)
                .containsExactly(Tuple.tuple("certificates.colours." + field, "cycle.edition." + message));
    }

    @Test
    void moreThanFiveLogosAreTooMany() {
        var row =
                "    - file: logos/sample-region.svg\n      name: { ar: \"شعار الجهة (نموذج)\", fr: \"Logo de la région (spécimen)\" }\n";
        assertThat(text("2024")).contains(row);
        assertThat(errors(text("2024").replace(row, row.repeat(3))))
                .extracting(EditionError::field, EditionError::messageKey)
                .containsExactly(Tuple.tuple("certificates.logos", "cycle.edition.atMost"));
    }

    @Test
    void allFindingsAreToldAtOnceByLine() {
        var broken = text("2024")
                .replace("year: 2024", "year: x")
                .replace("signs: electronic", "signs: fax")
                .replace("capacity: 300\n    sessions", "capacity: 0\n    sessions");
        assertThat(errors(broken)).hasSize(3).isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
    }

    @Test
    void aKeyThatStandsTwiceIsNamedWhereItStandsAgain() {
        var broken = text("2024") + "\nyear: 2025\n";
        assertThat(errors(broken)).singleElement().satisfies(e -> {
            assertThat(e.messageKey()).isEqualTo("cycle.edition.twice");
            assertThat(e.line()).isEqualTo((int) broken.lines().count());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n- b\n", "a: [1\n", "a: *nobody\n", "\u0001"})
    void whatIsNoEditionAtAllIsRefusedAndNothingElseHappens(String text) {
        assertThat(errors(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-MA", "fr-MA", "en"})
    void findingsReadAsTextInEachLanguage(String tag) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/cycle");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        var locale = Locale.forLanguageTag(tag);
        var invalid = catchThrowableOfType(
                InvalidEdition.class,
                () -> EditionReader.read("2024.yaml", "2024", text("2024").replace("year: 2024", "year: x")));
        assertThat(invalid.messages(texts, locale))
                .singleElement()
                .asString()
                .startsWith("2024.yaml")
                .contains("5")
                .contains("year")
                .contains("x");
    }

    private static int total(List<Integer> scores, List<Integer> weights) {
        return IntStream.range(0, scores.size())
                .map(i -> scores.get(i) * weights.get(i))
                .sum();
    }

    private static List<EditionError> errors(String text) {
        var invalid = catchThrowableOfType(InvalidEdition.class, () -> EditionReader.read("x.yaml", "x", text));
        assertThat(invalid).isNotNull();
        return invalid.errors();
    }

    private static Edition edition(String key) {
        return EditionReader.read(key + ".yaml", key, text(key));
    }

    private static String text(String key) {
        try (var in = EditionReaderTest.class.getResourceAsStream("/editions/" + key + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
