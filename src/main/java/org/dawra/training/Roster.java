package org.dawra.training;

import java.text.Collator;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.registration.Persons;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.web.Language;
import org.springframework.stereotype.Component;

/** The people of a meeting in the order of its printed sheets: by province, institution and name. */
@Component
class Roster {

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\u0640]");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private final Seats seats;
    private final Persons persons;
    private final Programmes programmes;
    private final TrainingCycles cycles;

    Roster(Seats seats, Persons persons, Programmes programmes, TrainingCycles cycles) {
        this.seats = seats;
        this.persons = persons;
        this.programmes = programmes;
        this.cycles = cycles;
    }

    /** A seat and who sits on it; the name is blank once the person asked for erasure. */
    record Line(Seat seat, String name, String institution) {}

    /** All seats of the meeting, those not admitted among them. */
    List<Line> of(MeetingId meeting) {
        var all = seats.of(meeting);
        var people = persons.ofSeats(all.stream().map(Seat::id).toList());
        var order = new HashMap<String, Integer>();
        provinces(meeting).forEach(province -> order.put(province.code(), order.size()));
        var letters = Collator.getInstance(Language.AR.locale());
        return all.stream()
                .map(seat -> {
                    var person = people.get(seat.id());
                    return person == null
                            ? new Line(seat, "", "")
                            : new Line(seat, person.name(), person.institution());
                })
                .sorted(Comparator.<Line>comparingInt(
                                line -> order.getOrDefault(line.seat().province(), order.size()))
                        .thenComparing(Line::institution, letters)
                        .thenComparing(line -> line.seat().institution())
                        .thenComparing(Line::name, letters)
                        .thenComparing(line -> line.seat().id()))
                .toList();
    }

    /** Those expected at the meeting. */
    List<Line> admitted(MeetingId meeting) {
        return of(meeting).stream().filter(line -> line.seat().admitted()).toList();
    }

    /** The provinces of the meeting's edition, in its order. */
    List<Province> provinces(MeetingId meeting) {
        return cycles.get(programmes.meeting(meeting).cycle()).edition().provinces();
    }

    /** Whether the line answers to what somebody typed: parts of the name or the institution, in any spelling of alif and ta. */
    static boolean matches(Line line, String typed) {
        var text = folded(line.name() + " " + line.institution());
        return GAPS.splitAsStream(folded(typed)).allMatch(text::contains);
    }

    private static String folded(String text) {
        var plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return GAPS.matcher(plain.toLowerCase(Locale.ROOT)
                        .replace('أ', 'ا')
                        .replace('إ', 'ا')
                        .replace('آ', 'ا')
                        .replace('ٱ', 'ا')
                        .replace('ى', 'ي')
                        .replace('ة', 'ه'))
                .replaceAll(" ")
                .strip();
    }
}
