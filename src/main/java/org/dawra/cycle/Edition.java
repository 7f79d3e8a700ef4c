package org.dawra.cycle;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dawra.document.Artwork;
import org.dawra.document.Block;
import org.dawra.document.Palette;
import org.jspecify.annotations.Nullable;

/**
 * The content of a year as its file describes it. Texts are Arabic and French; dates are local; offsets are days from the
 * first meeting's day.
 *
 * @param key file name without ending, as {@code 2024}
 * @param number the year, for {@code برسم سنة}
 * @param sample whether people and figures are invented: every document then says so
 * @param quietDays on which nobody is written to about waiting tasks
 * @param confirmers ids of the two roles' groups that must act together where two persons must
 * @param consultationAgenda what the coordinators' consultation deals with
 * @param usualSessions what a meeting begins with that the edition does not know by code
 * @param award null when the edition has no award
 * @param draw null when the edition has no draw
 * @param institutionAgreements empty when the edition has none
 */
public record Edition(
        String key,
        int number,
        boolean sample,
        Network network,
        Bilingual title,
        Bilingual slogan,
        @Nullable Bilingual project,
        @Nullable Bilingual context,
        List<Bilingual> audience,
        List<OffsetRule> offsets,
        QuietDays quietDays,
        List<Province> provinces,
        List<PartnerEntry> partners,
        List<String> confirmers,
        Plan plan,
        @Nullable LocalDate consultationHappened,
        @Nullable Bilingual consultationPlace,
        List<Bilingual> consultationAgenda,
        List<Bilingual> themes,
        List<MeetingEntry> meetings,
        List<SessionEntry> usualSessions,
        int minimumHalfDays,
        CertificateTexts certificate,
        AgreementTexts agreement,
        @Nullable Award award,
        @Nullable Draw draw,
        List<InstitutionAgreement> institutionAgreements,
        List<Question> survey,
        Report report,
        Samples samples) {

    /** The network itself. Contact data is public. */
    public record Network(Bilingual name, Bilingual region, String phone, String email, Bilingual city) {}

    /** From this local date on, local time is this far from UTC, as {@code source} states. */
    public record OffsetRule(LocalDate from, ZoneOffset offset, String source) {}

    /** A partner; {@code signs} is PAPER or ELECTRONIC by default, the official may choose otherwise. */
    public record PartnerEntry(String code, Bilingual name, Signing signs, List<Bilingual> commitments) {}

    /** How an agreement is signed. */
    public enum Signing {
        PAPER,
        ELECTRONIC
    }

    /** Offsets in days from the first meeting's day; for seats from each meeting's own first day. */
    public record Plan(
            int listsOpen,
            int consultation,
            int programme,
            int seatsOpen,
            int seatsClose,
            int awardOpen,
            int awardClose,
            Duration certificatesBeforeClosing,
            int surveyCloses,
            int yearEnd) {}

    /** A meeting that the edition knows: fixed before the consultation, or proposed to it. */
    public record MeetingEntry(
            String code,
            boolean fixed,
            boolean sample,
            Bilingual title,
            int startsAfter,
            int days,
            @Nullable LocalDate happenedFrom,
            @Nullable LocalDate happenedTo,
            Bilingual place,
            int capacity,
            List<SessionEntry> sessions) {}

    /** A session; {@code day} counts from 1, {@link #LAST_DAY} among the usual sessions is the meeting's last. */
    public record SessionEntry(
            String code,
            SessionKind kind,
            int day,
            LocalTime starts,
            LocalTime ends,
            Bilingual title,
            @Nullable Bilingual description) {

        /** The same session on another day. */
        SessionEntry onDay(int other) {
            return new SessionEntry(code, kind, other, starts, ends, title, description);
        }
    }

    /** The day of a usual session that takes place on the meeting's last day, however many it has. */
    public static final int LAST_DAY = 0;

    /** Kinds of session. */
    public enum SessionKind {
        OPENING,
        TALK,
        WORKSHOP,
        PLENARY,
        CLOSING
    }

    /**
     * Texts of the participation certificate. {@code body} follows the participant's name and institution and is followed
     * by the meeting's title, dates and place; {@code signatories} are functions, never a person's name in a sample.
     * Logos, the network's own first, and colours are those of diplomas too.
     */
    public record CertificateTexts(
            Bilingual title, Bilingual body, List<Bilingual> signatories, List<Logo> logos, Palette palette) {

        /** The logos as papers show them. */
        public List<Block.Logo> printedLogos() {
            return logos.stream()
                    .map(logo -> new Block.Logo(logo.picture(), logo.name().ar()))
                    .toList();
        }
    }

    /** The logo of {@code name}; {@code file} stands beside the edition's own. */
    public record Logo(String file, Bilingual name, Artwork picture) {}

    /** The object and the network's own commitments of an agreement with a partner. */
    public record AgreementTexts(Bilingual object, List<Bilingual> networkCommitments) {}

    /** The award: by merit. {@code meeting} is the code of the meeting at which it is given. */
    public record Award(
            Bilingual name,
            String meeting,
            int laureates,
            int nominationsPerProvince,
            Bilingual reason,
            List<Criterion> criteria) {}

    /** A criterion, scored 0 to 10; weights are whole percent and add up to 100. */
    public record Criterion(String code, Bilingual name, int weight) {}

    /** The prize draw: by chance, free of charge, among participating institutions. {@code purpose} says what the prize is good for. */
    public record Draw(
            String meeting, Bilingual prize, @Nullable Bilingual purpose, int winners, int reserves) {}

    /** An agreement between two institutions that take part; parties are codes of sample institutions. */
    public record InstitutionAgreement(
            String code, Bilingual title, Bilingual object, List<String> parties, List<Bilingual> commitments) {}

    /** A survey question. */
    public record Question(String code, QuestionKind kind, Bilingual text, List<Bilingual> options) {}

    /** Kinds of answer: 1 to 5, one option, free text. */
    public enum QuestionKind {
        SCALE,
        CHOICE,
        TEXT
    }

    /**
     * What the general report and the press release say in words; each is null where there is nothing to tell.
     *
     * @param introduction occasion and partners
     * @param consultation about the coordinators' consultation
     * @param guests who attended
     * @param agreements about the agreements between institutions
     * @param recommendations what the recommendations aim at
     * @param closing about the closing in the hall
     * @param thanks to the team, partners and participants
     * @param outlook what comes next
     */
    public record Report(
            Bilingual introduction,
            @Nullable Bilingual consultation,
            @Nullable Bilingual guests,
            @Nullable Bilingual agreements,
            @Nullable Bilingual recommendations,
            @Nullable Bilingual closing,
            Bilingual thanks,
            @Nullable Bilingual outlook) {}

    /**
     * Sample people and decisions for the headless year and a sample installation; empty in a real edition.
     *
     * @param names beneficiaries in this order; empty when they are put together from first and family names
     */
    public record Samples(
            List<SampleInstitution> institutions,
            List<String> names,
            List<String> firstNames,
            List<String> familyNames,
            List<SampleMeeting> decidedMeetings,
            List<SampleNomination> nominations,
            List<SampleSummary> summaries,
            List<Bilingual> recommendations,
            @Nullable Bilingual narrative) {

        /**
         * Names of {@code count} invented people, the same ones each time: the listed names in order, otherwise first and
         * family names put together, each pair once while there are pairs; from then on they begin again.
         */
        public List<String> people(int count) {
            if (!names.isEmpty()) {
                return IntStream.range(0, count)
                        .mapToObj(i -> names.get(i % names.size()))
                        .toList();
            }
            if (firstNames.isEmpty() || familyNames.isEmpty()) {
                return IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "مستفيد(ة) " + i)
                        .toList();
            }
            var first = firstNames.size();
            return IntStream.range(0, count)
                    .mapToObj(i -> firstNames.get(i % first) + " "
                            + familyNames.get((i / first + i % first) % familyNames.size()))
                    .toList();
        }
    }

    /** An institution; {@code kind} as {@code COOPERATIVE, ASSOCIATION, ENTERPRISE, AUTO_ENTREPRENEUR}; {@code real} when the seeds name it. */
    public record SampleInstitution(String code, String kind, Bilingual name, String province, boolean real) {}

    /** What a sample consultation decides; {@code code} where it takes up a meeting that the edition knows. */
    public record SampleMeeting(
            @Nullable String code, Bilingual title, Bilingual place, int startsAfter, int days, int capacity) {}

    /** A sample nomination with the sample scores of the jurors by criterion ({@code scores[juror][criterion]}). */
    public record SampleNomination(String institution, Bilingual citation, List<List<Integer>> scores) {}

    /** A sample summary of a session. */
    public record SampleSummary(String session, Bilingual text) {}

    /** The meeting with this code. */
    public Optional<MeetingEntry> meeting(String code) {
        return meetings.stream().filter(m -> m.code().equals(code)).findFirst();
    }

    /** The sessions with which a meeting begins: its own where the edition knows it, otherwise the usual ones. */
    public List<SessionEntry> sessionsOf(TrainingMeeting meeting) {
        var code = meeting.code();
        var own = code == null
                ? List.<SessionEntry>of()
                : meeting(code).map(MeetingEntry::sessions).orElse(List.of());
        if (!own.isEmpty()) {
            return own;
        }
        return usualSessions.stream()
                .filter(s -> s.day() <= meeting.days())
                .map(s -> s.day() == LAST_DAY ? s.onDay(meeting.days()) : s)
                .toList();
    }

    /** The province with this code. */
    public Optional<Province> province(String code) {
        return provinces.stream().filter(p -> p.code().equals(code)).findFirst();
    }

    /** The partner with this code. */
    public Optional<PartnerEntry> partner(String code) {
        return partners.stream().filter(p -> p.code().equals(code)).findFirst();
    }
}
