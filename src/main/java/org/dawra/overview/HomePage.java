package org.dawra.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dawra.access.Role;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.report.Reports;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}: the open years, their meetings, whom to call, and the way to register. */
@Controller
class HomePage {

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final DrawResults draws;
    private final Reports reports;
    private final Clock clock;

    HomePage(TrainingCycles cycles, Programmes programmes, DrawResults draws, Reports reports, Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.draws = draws;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * A year on the page.
     *
     * @param over whether its last meeting lies behind: nobody registers any more
     */
    record Year(
            String slug,
            int number,
            boolean sample,
            String network,
            String title,
            String slogan,
            List<String> audience,
            List<String> partners,
            List<Meeting> meetings,
            boolean over,
            boolean drawn,
            boolean reported,
            String phone,
            String email) {}

    /** A meeting on the page, at the days it is planned for. */
    record Meeting(String title, String place, LocalDate from, LocalDate to, boolean past) {}

    @GetMapping("/")
    String home(HttpServletRequest request, Model model) {
        model.addAttribute("decides", request.isUserInRole(Role.PRESIDENT.group()));
        model.addAttribute("years", cycles.all().stream().map(this::year).toList());
        return "overview/home";
    }

    private Year year(TrainingCycle cycle) {
        var edition = cycle.edition();
        var today = cycles.localTimes(cycle.id()).local(clock.instant()).toLocalDate();
        var meetings = new ArrayList<Meeting>();
        for (var meeting : programmes.meetings(cycle.id())) {
            meetings.add(meeting(meeting, today));
        }
        return new Year(
                cycle.slug(),
                cycle.number(),
                cycle.sample(),
                in(edition.network().name()),
                in(edition.title()),
                in(edition.slogan()),
                edition.audience().stream().map(HomePage::in).toList(),
                edition.partners().stream().map(p -> in(p.name())).toList(),
                meetings,
                cycle.state() == TrainingCycle.State.CLOSED
                        || (!meetings.isEmpty() && meetings.stream().allMatch(Meeting::past)),
                draws.state(cycle.id())
                        .filter(state -> state != DrawRecord.State.PLANNED)
                        .isPresent(),
                reports.of(cycle.id()).isPresent(),
                edition.network().phone(),
                edition.network().email());
    }

    private static Meeting meeting(TrainingMeeting meeting, LocalDate today) {
        return new Meeting(
                in(meeting.title()),
                in(meeting.place()),
                meeting.startsOn(),
                meeting.endsOn(),
                meeting.endsOn().isBefore(today));
    }

    private static String in(Bilingual text) {
        return text.in(ChosenLanguage.current());
    }
}
