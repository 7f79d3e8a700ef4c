package org.dawra.cycle;

import java.io.IOException;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.access.Role;
import org.dawra.document.Artwork;
import org.dawra.document.Block;
import org.dawra.document.Palette;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads an edition's file and checks all that can be checked before anybody starts a year with it. */
final class EditionReader {

    /** Where a text that was kept with a cycle holds its logos. */
    private static final String PICTURES = "pictures";

    /** So many sign side by side on one sheet. */
    private static final int MOST_SIGNATORIES = 3;

    private static final int MOST_LOGOS = 5;

    /** What the logos together may add to a certificate, which must stay below 60 kB. */
    static final int LOGO_BYTES = 2_500;

    private static final Pattern LOGO_FILE =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final int LARGEST_FILE = 20_000_000;
    private static final int MOST_SEATS = 100_000;
    private static final Set<String> CONFIRMING_GROUPS =
            Set.of(Role.PRESIDENT.group(), Role.PROGRAMME_MANAGER.group(), Role.WORKING_TEAM.group());

    private final String key;
    private final @Nullable Beside beside;
    private final List<EditionError> errors = new ArrayList<>();
    private Map<String, String> pictures = Map.of();

    private EditionReader(String key, @Nullable Beside beside) {
        this.key = key;
        this.beside = beside;
    }

    /** What lies beside an edition's file. */
    interface Beside {
        /** The file's content, one byte too many of it where it is too large; null where there is none. */
        byte @Nullable [] read(String file) throws IOException;
    }

    /** The edition in a text that was kept with a cycle. A year that runs does not stop for a logo that is not in it. */
    static Edition read(String file, String key, String text) {
        return read(file, key, text, null);
    }

    /**
     * The edition in {@code text}.
     *
     * @param file as findings name it
     * @param beside where logos are looked for that the text does not hold
     * @throws InvalidEdition with every finding
     */
    static Edition read(String file, String key, String text, @Nullable Beside beside) {
        var reader = new EditionReader(key, beside);
        var edition = reader.read(text);
        if (edition == null || !reader.errors.isEmpty()) {
            throw new InvalidEdition(
                    file,
                    reader.errors.stream()
                            .sorted(Comparator.comparingInt(EditionError::line))
                            .toList());
        }
        return edition;
    }

    private @Nullable Edition read(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE);
        try {
            if (new Yaml(options).compose(new StringReader(text)) instanceof MappingNode root) {
                return edition(new EditionNode(root, "", errors));
            }
            errors.add(new EditionError(1, "", "cycle.edition.section", List.of()));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            errors.add(new EditionError(
                    mark == null ? 1 : mark.getLine() + 1,
                    "",
                    "cycle.edition.syntax",
                    List.of(String.valueOf(e.getProblem()))));
        } catch (YAMLException e) {
            errors.add(new EditionError(1, "", "cycle.edition.syntax", List.of(String.valueOf(e.getMessage()))));
        }
        return null;
    }

    /**
     * The text to keep with a cycle: with the logos, as they are printed, in it.
     *
     * @param text the edition was read from
     */
    static String withPictures(String text, Edition edition) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE);
        if (edition.certificate().logos().isEmpty()
                || !(new Yaml(options).compose(new StringReader(text)) instanceof MappingNode root)
                || root.getValue().stream()
                        .anyMatch(row -> row.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(PICTURES))) {
            return text;
        }
        var logos = new TreeMap<String, String>();
        edition.certificate()
                .logos()
                .forEach(logo -> logos.put(
                        logo.file(),
                        Base64.getEncoder().encodeToString(logo.picture().kept())));
        var end = text.offsetByCodePoints(0, root.getEndMark().getIndex());
        if (root.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
            var rows = logos.entrySet().stream()
                    .map(logo -> "\"" + logo.getKey() + "\": \"" + logo.getValue() + "\"")
                    .collect(Collectors.joining(", "));
            return text.substring(0, end - 1) + ", \"" + PICTURES + "\": {" + rows + "}" + text.substring(end - 1);
        }
        var rows = logos.entrySet().stream()
                .map(logo -> "  \"" + logo.getKey() + "\": \"" + logo.getValue() + "\"\n")
                .collect(Collectors.joining());
        return text.substring(0, end) + "\n" + PICTURES + ":\n" + rows + text.substring(end);
    }

    private Edition edition(EditionNode root) {
        var kept = root.optionalSection(PICTURES);
        if (kept != null) {
            pictures = kept.entries();
        }
        var number = root.integer("year", 2000, 2200);
        var network = network(root.section("network"));
        var offsets = offsets(root);
        var provinces = root.coded(
                "provinces",
                1,
                row -> new Province(row.code("code"), row.option("kind", Province.Kind.class), row.text("name")));
        var partners = root.coded(
                "partners",
                0,
                row -> new Edition.PartnerEntry(
                        row.code("code"),
                        row.text("name"),
                        row.option("signs", Edition.Signing.class),
                        row.texts("commitments", 1)));
        var meetings = root.coded("meetings", 0, this::meeting);
        var hasAward = root.has("award");
        var plan = plan(root.section("plan"), hasAward);
        var usual = root.coded("usual-sessions", 1, row -> session(row, Integer.MAX_VALUE, true));
        var award = hasAward ? award(root.section("award"), meetings) : null;
        var draw = root.has("draw") ? draw(root.section("draw"), meetings) : null;
        var sample = root.has("sample");
        var samples = sample ? samples(root.section("sample"), provinces, meetings, usual, award) : noSamples();
        var institutions = samples.institutions().stream()
                .map(Edition.SampleInstitution::code)
                .toList();
        var agreements = root.coded("institution-agreements", 0, row -> institutionAgreement(row, institutions));
        var consultation = root.optionalSection("consultation");
        var certificates = root.section("certificates");
        var edition = new Edition(
                key,
                number,
                sample,
                network,
                root.text("title"),
                root.text("slogan"),
                root.optionalText("project"),
                root.optionalText("context"),
                root.texts("audience", 1),
                offsets,
                quietDays(root.optionalSection("quiet-days")),
                provinces,
                partners,
                confirmers(root),
                plan,
                consultation != null && consultation.has("happened") ? consultation.date("happened") : null,
                consultation == null ? null : consultation.optionalText("place"),
                consultation == null ? List.of() : consultation.texts("agenda", 0),
                root.texts("themes", 0),
                meetings,
                usual,
                certificates.integerOr("minimum-half-days", 1, 1, 60),
                certificate(certificates),
                agreement(root.section("agreement")),
                award,
                draw,
                agreements,
                root.coded("survey", 1, this::question),
                report(root.section("report")),
                samples);
        if (consultation != null) {
            consultation.nothingElse();
        }
        root.nothingElse();
        return edition;
    }

    private static Edition.Network network(EditionNode node) {
        var network = new Edition.Network(
                node.text("name"), node.text("region"), node.string("phone"), node.string("email"), node.text("city"));
        if (!network.phone().isEmpty() && !network.phone().matches("[1-9][0-9]{7,14}")) {
            node.wrong("phone", "phone", network.phone());
        }
        if (!network.email().isEmpty() && !network.email().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            node.wrong("email", "email", network.email());
        }
        node.nothingElse();
        return network;
    }

    private static List<Edition.OffsetRule> offsets(EditionNode root) {
        var last = new LocalDate[1];
        return root.rows("time", 1, row -> {
            var rule = new Edition.OffsetRule(row.date("from"), row.offset("offset"), row.string("source"));
            if (last[0] != null && !rule.from().isAfter(last[0])) {
                row.wrong("from", "ascending", rule.from().toString());
            }
            last[0] = rule.from();
            return rule;
        });
    }

    private static QuietDays quietDays(@Nullable EditionNode node) {
        if (node == null) {
            return QuietDays.NONE;
        }
        var quiet = new QuietDays(
                node.options("weekdays", DayOfWeek.class), node.monthDays("yearly"), node.rows("dates", 0, row -> {
                    var span = new QuietDays.Span(row.date("from"), row.date("to"));
                    if (span.to().isBefore(span.from())) {
                        row.wrong("to", "endsBeforeStart", span.to(), span.from());
                    }
                    return span;
                }));
        if (quiet.weekdays().size() == DayOfWeek.values().length) {
            node.wrong("weekdays", "noDayLeft");
        }
        node.nothingElse();
        return quiet;
    }

    private static List<String> confirmers(EditionNode root) {
        var groups = root.strings("confirmers");
        if (groups.size() < 2 || new HashSet<>(groups).size() < groups.size()) {
            root.wrong(
                    "confirmers",
                    "confirmers",
                    String.join(", ", CONFIRMING_GROUPS.stream().sorted().toList()));
        }
        groups.stream()
                .filter(g -> !CONFIRMING_GROUPS.contains(g))
                .forEach(g -> root.wrong(
                        "confirmers",
                        "unknownGroup",
                        g,
                        String.join(", ", CONFIRMING_GROUPS.stream().sorted().toList())));
        return groups;
    }

    private static Edition.Plan plan(EditionNode node, boolean hasAward) {
        var plan = new Edition.Plan(
                node.integerOr("lists-open", -60, -400, 0),
                node.integerOr("consultation", -42, -400, 0),
                node.integerOr("programme", -35, -400, 400),
                node.integerOr("seats-open", -30, -400, 0),
                node.integerOr("seats-close", -7, -400, 0),
                node.integerOr("award-opens", -34, -400, 0),
                node.integerOr("award-closes", -14, -400, 0),
                node.duration("certificates-before-closing", Duration.ofHours(4)),
                node.integerOr("survey-closes", 7, 1, 100),
                node.integerOr("year-end", 60, 1, 800));
        order(node, "lists-open", plan.listsOpen(), "consultation", plan.consultation());
        order(node, "consultation", plan.consultation(), "programme", plan.programme());
        order(node, "seats-open", plan.seatsOpen(), "seats-close", plan.seatsClose());
        if (hasAward) {
            order(node, "programme", plan.programme(), "award-closes", plan.awardClose());
            order(node, "award-opens", plan.awardOpen(), "award-closes", plan.awardClose());
        }
        node.nothingElse();
        return plan;
    }

    private static void order(EditionNode node, String earlier, int first, String later, int second) {
        if (first >= second) {
            node.wrong(later, "order", later, earlier);
        }
    }

    private Edition.MeetingEntry meeting(EditionNode row) {
        var days = row.integer("days", 1, 30);
        var happened = row.optionalSection("happened");
        LocalDate from = null;
        LocalDate to = null;
        if (happened != null) {
            from = happened.date("from");
            to = happened.date("to");
            if (to.isBefore(from)) {
                happened.wrong("to", "endsBeforeStart", to.toString(), from.toString());
            } else if (to.toEpochDay() - from.toEpochDay() + 1 != days) {
                happened.wrong("to", "days", days);
            }
            happened.nothingElse();
        }
        return new Edition.MeetingEntry(
                row.code("code"),
                row.flag("fixed", false),
                row.flag("sample", false),
                row.text("title"),
                row.integer("starts-after", 0, 400),
                days,
                from,
                to,
                row.text("place"),
                row.integer("capacity", 1, MOST_SEATS),
                row.coded("sessions", 1, session -> session(session, days, false)));
    }

    private static Edition.SessionEntry session(EditionNode row, int days, boolean usual) {
        var last = usual && row.has("day") && row.string("day").equals("last");
        var session = new Edition.SessionEntry(
                row.code("code"),
                row.option("kind", Edition.SessionKind.class),
                last ? Edition.LAST_DAY : row.integer("day", 1, days),
                row.time("starts"),
                row.time("ends"),
                row.text("title"),
                row.optionalText("description"));
        if (!session.ends().isAfter(session.starts())) {
            row.wrong(
                    "ends",
                    "endsBeforeStart",
                    session.ends().toString(),
                    session.starts().toString());
        }
        return session;
    }

    private Edition.CertificateTexts certificate(EditionNode node) {
        var texts = new Edition.CertificateTexts(
                node.text("title"), node.text("body"), node.texts("signatories", 1), logos(node), palette(node));
        if (texts.signatories().size() > MOST_SIGNATORIES) {
            node.wrong("signatories", "atMost", MOST_SIGNATORIES);
        }
        node.nothingElse();
        return texts;
    }

    private List<Edition.Logo> logos(EditionNode node) {
        var rows = node.rows("logos", 0);
        if (rows.size() > MOST_LOGOS) {
            node.wrong("logos", "atMost", MOST_LOGOS);
        }
        var logos = new ArrayList<Edition.Logo>();
        for (var row : rows) {
            var picture = picture(row, row.string("file"), LOGO_BYTES);
            if (picture != null) {
                logos.add(new Edition.Logo(row.string("file"), row.text("name"), picture));
            } else {
                row.text("name");
            }
            row.nothingElse();
        }
        var weight = logos.stream().mapToInt(logo -> logo.picture().weight()).sum();
        if (weight <= LOGO_BYTES || logos.size() < rows.size()) {
            return logos;
        }
        // Together they are too heavy: each gets its share, and is reduced to it.
        return rows.stream()
                .map(row -> new Edition.Logo(
                        row.string("file"),
                        row.text("name"),
                        Objects.requireNonNullElse(
                                picture(row, row.string("file"), LOGO_BYTES / rows.size()),
                                logos.get(0).picture())))
                .toList();
    }

    private @Nullable Artwork picture(EditionNode row, String file, int budget) {
        if (file.isEmpty()) {
            return null;
        }
        if (!LOGO_FILE.matcher(file).matches()) {
            row.wrong("file", "logo.place", file);
            return null;
        }
        try {
            var kept = pictures.get(file);
            var bytes = kept != null ? Base64.getDecoder().decode(kept) : beside == null ? null : beside.read(file);
            if (bytes != null) {
                return Artwork.read(bytes, budget);
            }
            if (beside != null) {
                row.wrong("file", "logo.missing", file);
            }
        } catch (Artwork.UnsuitableException e) {
            row.wrong("file", "logo." + e.reason().name(), file, e.detail(), Artwork.LARGEST_FILE / 1000);
        } catch (IOException | IllegalArgumentException e) {
            row.wrong("file", "logo.NOT_A_PICTURE", file, "");
        }
        return null;
    }

    private static Palette palette(EditionNode certificates) {
        var node = certificates.optionalSection("colours");
        if (node == null) {
            return Palette.GREEN_AND_GOLD;
        }
        var palette = new Palette(
                colour(node, "frame", Palette.GREEN_AND_GOLD.frame(), Palette.READABLE),
                colour(node, "ornament", Palette.GREEN_AND_GOLD.ornament(), Palette.VISIBLE));
        node.nothingElse();
        return palette;
    }

    private static Block.Colour colour(EditionNode node, String key, Block.Colour otherwise, double least) {
        if (!node.has(key)) {
            return otherwise;
        }
        var text = node.string(key);
        if (!COLOUR.matcher(text).matches()) {
            node.wrong(key, "colour", text);
            return otherwise;
        }
        var colour = new Block.Colour(Integer.parseInt(text.substring(1), 16));
        var contrast = Palette.contrast(colour);
        if (contrast < least) {
            node.wrong(key, "contrast", text, Math.floor(contrast * 10) / 10, least);
        }
        return colour;
    }

    private static Edition.AgreementTexts agreement(EditionNode node) {
        var texts = new Edition.AgreementTexts(node.text("object"), node.texts("network-commitments", 1));
        node.nothingElse();
        return texts;
    }

    private static Edition.Award award(EditionNode node, List<Edition.MeetingEntry> meetings) {
        var award = new Edition.Award(
                node.text("name"),
                node.reference("meeting", codes(meetings), "unknownMeeting"),
                node.integer("laureates", 1, 100),
                node.integer("nominations-per-province", 1, 100),
                node.text("reason"),
                node.coded(
                        "criteria",
                        1,
                        row -> new Edition.Criterion(
                                row.code("code"), row.text("name"), row.integer("weight", 1, 100))));
        var sum = award.criteria().stream().mapToInt(Edition.Criterion::weight).sum();
        if (!award.criteria().isEmpty() && sum != 100) {
            node.wrong("criteria", "weights", sum);
        }
        node.nothingElse();
        return award;
    }

    private static Edition.Draw draw(EditionNode node, List<Edition.MeetingEntry> meetings) {
        var draw = new Edition.Draw(
                node.reference("meeting", codes(meetings), "unknownMeeting"),
                node.text("prize"),
                node.optionalText("purpose"),
                node.integer("winners", 1, 1_000),
                node.integerOr("reserves", 0, 0, 1_000));
        node.nothingElse();
        return draw;
    }

    private static List<String> codes(List<Edition.MeetingEntry> meetings) {
        return meetings.stream().map(Edition.MeetingEntry::code).toList();
    }

    private static Edition.InstitutionAgreement institutionAgreement(EditionNode row, List<String> institutions) {
        var parties = row.strings("parties");
        if (parties.size() != 2 || parties.get(0).equals(parties.get(1))) {
            row.wrong("parties", "parties");
        }
        parties.stream()
                .filter(p -> !institutions.contains(p))
                .forEach(p -> row.wrong("parties", "unknownInstitution", p, String.join(", ", institutions)));
        return new Edition.InstitutionAgreement(
                row.code("code"), row.text("title"), row.text("object"), parties, row.texts("commitments", 1));
    }

    private Edition.Question question(EditionNode row) {
        var kind = row.option("kind", Edition.QuestionKind.class);
        return new Edition.Question(
                row.code("code"),
                kind,
                row.text("text"),
                kind == Edition.QuestionKind.CHOICE ? row.texts("options", 2) : List.of());
    }

    private static Edition.Report report(EditionNode node) {
        var report = new Edition.Report(
                node.text("introduction"),
                node.optionalText("consultation"),
                node.optionalText("guests"),
                node.optionalText("agreements"),
                node.optionalText("recommendations"),
                node.optionalText("closing"),
                node.text("thanks"),
                node.optionalText("outlook"));
        node.nothingElse();
        return report;
    }

    private static Edition.Samples noSamples() {
        return new Edition.Samples(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null);
    }

    private Edition.Samples samples(
            EditionNode node,
            List<Province> provinces,
            List<Edition.MeetingEntry> meetings,
            List<Edition.SessionEntry> usual,
            Edition.@Nullable Award award) {
        var provinceCodes = provinces.stream().map(Province::code).toList();
        var institutions = node.coded(
                "institutions",
                0,
                row -> new Edition.SampleInstitution(
                        row.code("code"),
                        row.option("kind", InstitutionKind.class).name(),
                        row.text("name"),
                        row.reference("province", provinceCodes, "unknownProvince"),
                        row.flag("real", false)));
        var institutionCodes =
                institutions.stream().map(Edition.SampleInstitution::code).toList();
        var openMeetings = meetings.stream()
                .filter(m -> !m.fixed())
                .map(Edition.MeetingEntry::code)
                .toList();
        var sessions = Stream.concat(meetings.stream().flatMap(m -> m.sessions().stream()), usual.stream())
                .map(Edition.SessionEntry::code)
                .collect(Collectors.toCollection(TreeSet::new));
        var samples = new Edition.Samples(
                institutions,
                node.strings("names"),
                node.strings("first-names"),
                node.strings("family-names"),
                node.rows(
                        "decided-meetings",
                        0,
                        row -> new Edition.SampleMeeting(
                                row.has("code") ? row.reference("code", openMeetings, "unknownMeeting") : null,
                                row.text("title"),
                                row.text("place"),
                                row.integer("starts-after", 0, 400),
                                row.integer("days", 1, 30),
                                row.integer("capacity", 1, MOST_SEATS))),
                node.rows("nominations", 0, row -> nomination(row, institutionCodes, award)),
                node.rows(
                        "summaries",
                        0,
                        row -> new Edition.SampleSummary(
                                row.reference("session", sessions, "unknownSession"), row.text("text"))),
                node.texts("recommendations", 0),
                node.optionalText("narrative"));
        node.nothingElse();
        return samples;
    }

    private static Edition.SampleNomination nomination(
            EditionNode row, List<String> institutions, Edition.@Nullable Award award) {
        var nomination = new Edition.SampleNomination(
                row.reference("institution", institutions, "unknownInstitution"),
                row.text("citation"),
                row.numbers("scores", 0, 10));
        if (award == null) {
            row.wrong("institution", "noAward");
        } else if (nomination.scores().stream()
                .anyMatch(s -> s.size() != award.criteria().size())) {
            row.wrong("scores", "scores", award.criteria().size());
        }
        return nomination;
    }

    /** Kinds of institution, by the names that editions use. */
    private enum InstitutionKind {
        COOPERATIVE,
        ASSOCIATION,
        ENTERPRISE,
        AUTO_ENTREPRENEUR
    }

    /** A key made from a file's name. */
    static String keyOf(String fileName) {
        var stem = fileName.replaceFirst("\\.ya?ml$", "").toLowerCase(Locale.ROOT);
        var code = stem.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return code.isEmpty() ? "edition" : code.substring(0, Math.min(40, code.length()));
    }
}
