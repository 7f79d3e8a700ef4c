package org.dawra.training;

import java.util.Locale;
import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskPage;
import org.dawra.access.TaskSubject;
import org.dawra.cycle.MeetingFacts;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open the module's pages, and which task is done on which of them. */
@Configuration(proxyBeanMethods = false)
class TrainingPages {

    private static final Set<Role> READERS = Set.of(Role.WORKING_TEAM, Role.PROGRAMME_MANAGER, Role.AUDITOR);

    @Bean
    RouteRule attendanceRoutes() {
        return RouteRule.roles(
                READERS,
                "/attendance",
                "/attendance/{meeting}",
                "/attendance/{meeting}/half-days/{half}/seats/{seat}",
                "/attendance/{meeting}/sheets",
                "/attendance/{meeting}/sheets/{half}/{province}",
                "/attendance/{meeting}/attendance.xlsx");
    }

    @Bean
    RouteRule attendanceDeedRoutes() {
        return RouteRule.roles(
                Set.of(Role.WORKING_TEAM),
                "/attendance/{meeting}/ticks",
                "/attendance/{meeting}/half-days/{half}",
                "/closing/{meeting}",
                "/checkin");
    }

    @Bean
    RouteRule sessionRoutes() {
        return RouteRule.roles(
                Set.of(Role.FACILITATOR), "/sessions/{id}", "/sessions/{id}/headcount", "/sessions/{id}/summary");
    }

    @Bean
    TaskSubject meetingSubject(MeetingFacts meetings) {
        return meetings.subject(TrainingDelivery.KEY);
    }

    @Bean
    NavigationEntry attendanceEntry() {
        return new NavigationEntry(
                "training.nav.attendance",
                "/attendance",
                Set.of(Role.WORKING_TEAM.group(), Role.PROGRAMME_MANAGER.group(), Role.AUDITOR.group()),
                40);
    }

    @Bean
    NavigationEntry checkInEntry() {
        return new NavigationEntry("training.nav.checkin", "/checkin", Set.of(Role.WORKING_TEAM.group()), 42);
    }

    @Bean
    TaskPage tickAttendancePage(Programmes programmes, AttendanceSheets sheets, AttendanceBook book) {
        return new MeetingTask(TrainingDelivery.TICK_ATTENDANCE, programmes) {
            @Override
            public String path(HumanTask task) {
                return "/attendance/" + task.businessKey() + "?half=" + task.get(TrainingDelivery.HALF_DAY);
            }

            @Override
            public String about(HumanTask task) {
                Locale locale = ChosenLanguage.current().locale();
                if (!task.variables().containsKey(TrainingDelivery.HALF_DAY.name())) {
                    return super.about(task);
                }
                return book.halfDay(MeetingId.of(task.businessKey()), task.get(TrainingDelivery.HALF_DAY))
                        .map(halfDay -> super.about(task) + " – " + sheets.label(halfDay.halfDay(), locale))
                        .orElseGet(() -> super.about(task));
            }
        };
    }

    @Bean
    TaskPage holdClosingPage(Programmes programmes) {
        return new MeetingTask(TrainingDelivery.HOLD_CLOSING, programmes) {
            @Override
            public String path(HumanTask task) {
                return "/closing/" + task.businessKey();
            }
        };
    }

    @Bean
    TaskPage confirmAttendancePage(StoredSessions sessions) {
        return new SessionTask(SessionDelivery.CONFIRM_ATTENDANCE, sessions);
    }

    @Bean
    TaskPage writeSummaryPage(StoredSessions sessions) {
        return new SessionTask(SessionDelivery.WRITE_SUMMARY, sessions);
    }

    private abstract static class MeetingTask implements TaskPage {
        private final String element;
        private final Programmes programmes;

        MeetingTask(String element, Programmes programmes) {
            this.element = element;
            this.programmes = programmes;
        }

        @Override
        public String process() {
            return TrainingDelivery.KEY;
        }

        @Override
        public String element() {
            return element;
        }

        @Override
        public String about(HumanTask task) {
            return programmes.meeting(MeetingId.of(task.businessKey())).title().in(ChosenLanguage.current());
        }
    }

    private record SessionTask(String element, StoredSessions sessions) implements TaskPage {
        @Override
        public String process() {
            return SessionDelivery.KEY;
        }

        @Override
        public String path(HumanTask task) {
            return "/sessions/" + task.businessKey();
        }

        @Override
        public String about(HumanTask task) {
            return sessions.find(Long.parseLong(task.businessKey()))
                    .map(session -> session.title(ChosenLanguage.current()))
                    .orElse("");
        }
    }
}
