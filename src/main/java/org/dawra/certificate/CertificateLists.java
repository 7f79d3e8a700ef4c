package org.dawra.certificate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The certificates of a meeting one by one: found by number, code or name, and all papers of a province as one file. */
@Component
class CertificateLists {

    static final int PAGE = 50;
    private static final int CHUNK = 40;
    private static final int MOST_NAMED = 500;

    private final CertificateRows rows;
    private final LifeRows life;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Persons persons;
    private final DocumentStore store;

    CertificateLists(
            CertificateRows rows,
            LifeRows life,
            TrainingCycles cycles,
            Programmes programmes,
            Persons persons,
            DocumentStore store) {
        this.rows = rows;
        this.life = life;
        this.cycles = cycles;
        this.programmes = programmes;
        this.persons = persons;
        this.store = store;
    }

    /** A certificate with its holder, who is missing once erased. */
    record Line(
            Certificate certificate,
            String serial,
            @Nullable Person holder,
            boolean asked) {}

    /** A page of a list. */
    record Found(List<Line> lines, int all, int pages) {}

    /**
     * Certificates that were issued, of a meeting.
     *
     * @param province null for all
     * @param words a number, a code or a part of a name; blank for all
     * @param asked only those that a coordinator has asked about
     */
    Found find(MeetingId meeting, @Nullable String province, String words, boolean asked, int page) {
        var query = query(meeting, words);
        var all = life.count(meeting, province, query, asked);
        var lines = lines(meeting, life.page(meeting, province, query, asked, page * PAGE, PAGE));
        return new Found(lines, all, Math.max(1, (all + PAGE - 1) / PAGE));
    }

    /** What words on a list ask for: a number, a code, or part of a name. */
    LifeRows.Query query(MeetingId meeting, String words) {
        if (words.isBlank()) {
            return LifeRows.Query.ALL;
        }
        if (Codes.canonical(words).length() == Codes.length()) {
            return life.byCode(words)
                    .map(paper -> LifeRows.Query.ofIds(List.of(paper.certificate())))
                    .orElseGet(() -> LifeRows.Query.ofIds(List.of()));
        }
        var number = words.strip().replaceAll(".*[/-]", "");
        if (number.matches("[0-9]{1,8}")) {
            return LifeRows.Query.ofOrdinal(Integer.parseInt(number));
        }
        return LifeRows.Query.ofSeats(persons.seatsOf(meeting, words, MOST_NAMED));
    }

    Line line(Certificate certificate) {
        return lines(certificate.meeting(), List.of(certificate)).get(0);
    }

    /** These certificates of a meeting with their holders. */
    List<Line> lines(MeetingId id, List<Certificate> certificates) {
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var holders =
                persons.ofSeats(certificates.stream().map(Certificate::seat).toList());
        var asked = life.asked(certificates.stream().map(Certificate::id).toList());
        return certificates.stream()
                .map(c -> new Line(
                        c, Issuing.serial(cycle, meeting, c.ordinal()), holder(c, holders), asked.contains(c.id())))
                .toList();
    }

    private static @Nullable Person holder(Certificate certificate, Map<Long, Person> holders) {
        return certificate.erased() ? null : holders.get(certificate.seat());
    }

    /** The papers in force of a province, a few read at a time, so that neither memory nor a transaction holds them all. */
    Iterator<ZipStream.File> papers(MeetingId meeting, String province) {
        return Stream.iterate(
                        chunk(meeting, province, 0),
                        chunk -> !chunk.isEmpty(),
                        chunk -> chunk(
                                meeting, province, chunk.get(chunk.size() - 1).id()))
                .flatMap(chunk -> lines(meeting, chunk).stream())
                .flatMap(line -> file(line).stream())
                .iterator();
    }

    private List<Certificate> chunk(MeetingId meeting, String province, long behind) {
        return life.inForceAfter(meeting, province, behind, CHUNK);
    }

    private Optional<ZipStream.File> file(Line line) {
        var holder = line.holder();
        return holder == null
                ? Optional.empty()
                : store.find(CertificateLife.paper(line.certificate()))
                        .flatMap(document -> Optional.ofNullable(document.bytes()))
                        .map(bytes -> new ZipStream.File(
                                FileNames.pdf(line.serial().replace('/', '-'), holder.name()), bytes));
    }
}
