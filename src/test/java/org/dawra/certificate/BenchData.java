package org.dawra.certificate;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Meetings full of people who have attended, written straight into the tables of a sample installation. */
public final class BenchData {

    private static final String[] FIRST = {
        "فاطمة الزهراء",
        "خديجة",
        "مريم",
        "عائشة",
        "نعيمة",
        "السعدية",
        "رقية",
        "أمينة",
        "سعاد",
        "حليمة",
        "عبد الرحيم",
        "محمد",
        "يوسف",
        "إبراهيم",
        "عبد اللطيف",
        "نور الدين",
        "مصطفى",
        "الحسين",
        "بوشعيب",
        "المختار"
    };
    private static final String[] FAMILY = {
        "النموذجي", "التجريبي", "العيّني", "المثالي", "الافتراضي", "الصوري", "المحاكي", "البياني", "التمثيلي", "القياسي"
    };

    /** One in so many has an e-mail address; the others are handed their certificate on paper. */
    private static final int ONE_IN = 4;

    private static final int INSTITUTIONS = 40;
    private static final int BATCH = 1_000;

    private BenchData() {}

    /** So many sample names, of few and of many words. */
    static List<String> names(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> FIRST[i % FIRST.length] + " " + FAMILY[i / FIRST.length % FAMILY.length]
                        + (i % 7 == 0 ? " " + FAMILY[i % FAMILY.length] : "") + " " + letters(i))
                .toList();
    }

    /** A further word that differs from one person to the next, so that no line is shaped twice. */
    private static String letters(int number) {
        var word = new StringBuilder("ال");
        for (var rest = number + 1; rest > 0; rest /= 22) {
            word.append("بتجحخدرزسشصضطعفقكلمنهو".charAt(rest % 22));
        }
        return word.toString();
    }

    /** A sample institution. */
    static String institution(int number) {
        return "تعاونية نموذج رقم " + (number + 1);
    }

    /** A meeting of the open year at which so many people attended one confirmed half-day. */
    static MeetingId meeting(ConfigurableApplicationContext house, int people) {
        return meeting(
                house.getBean(JdbcTemplate.class),
                people,
                (meeting, person) ->
                        person % ONE_IN == 0 ? "sample" + meeting + "." + person + "@dawra.invalid" : null);
    }

    /** Gives a person of a meeting, counted from 0, an e-mail address or none. */
    public interface Addresses {
        @Nullable
        String of(long meeting, int person);
    }

    /** The same, with these addresses. */
    public static MeetingId meeting(JdbcTemplate template, int people, Addresses addresses) {
        var jdbc = JdbcClient.create(template);
        var cycle =
                jdbc.sql("select min(id) from training_cycle").query(Long.class).single();
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var first = 1 + next(jdbc, "seat");
        var meeting = 1 + next(jdbc, "training_meeting");
        var half = 1 + next(jdbc, "half_day");
        var institution = 1 + next(jdbc, "institution");
        var provinces = jdbc.sql("select distinct province from registration_list where cycle_id = ? order by province")
                .param(cycle)
                .query(String.class)
                .list();
        if (provinces.isEmpty()) {
            provinces = List.of("el-jadida", "sidi-bennour");
        }
        var where = provinces;
        jdbc.sql("insert into training_meeting (id, cycle_id, fixed, sample, title_ar, title_fr, place_ar, place_fr,"
                        + " starts_on, ends_on, capacity) select cast(:id as bigint), cycle_id, fixed, sample, title_ar,"
                        + " title_fr, cast(:place as varchar(300)), place_fr, starts_on, ends_on, 100000"
                        + " from training_meeting where id = (select min(id) from training_meeting)")
                .param("id", meeting)
                .param("place", "مدينة نموذج " + meeting)
                .update();
        for (var session = 0; session < 6; session++) {
            jdbc.sql(
                            "insert into training_session (cycle_id, meeting_id, ordinal, kind, day_number, on_date, starts_at,"
                                    + " ends_at, title_ar, title_fr, state) values (?, ?, ?, 'TALK', 1, current_date,"
                                    + " cast(? as time), cast(? as time), ?, ?, 'PLANNED')")
                    .params(cycle, meeting, session, (8 + session) + ":30:00", (9 + session) + ":15:00")
                    .params("محور نموذجي رقم " + session, "Thème " + session)
                    .update();
        }
        jdbc.sql(
                        "insert into half_day (id, cycle_id, meeting_id, day_number, on_date, part, confirmed_at, confirmed_by)"
                                + " values (?, ?, ?, 1, current_date, 'MORNING', ?, 'working-team')")
                .params(half, cycle, meeting, now)
                .update();
        for (var i = 0; i < INSTITUTIONS; i++) {
            jdbc.sql("insert into institution (id, uuid, kind, name_ar, name_key, province, sample, created_at)"
                            + " values (?, ?, 'COOPERATIVE', ?, ?, ?, true, ?)")
                    .params(institution + i, UUID.randomUUID(), institution(i), "bench " + meeting + " " + i)
                    .params(where.get(i % where.size()), now)
                    .update();
        }
        var names = names(people);
        for (var from = 0; from < people; from += BATCH) {
            var part = IntStream.range(from, Math.min(people, from + BATCH))
                    .boxed()
                    .toList();
            insert(
                    template,
                    part,
                    "insert into beneficiary (id, cycle_id, name, name_key, phone, email, language)"
                            + " values (?, ?, ?, ?, ?, ?, 'ar')",
                    i -> new Object[] {
                        first + i,
                        cycle,
                        names.get(i),
                        names.get(i),
                        "+2126" + (10_000_000 + first + i),
                        addresses.of(meeting, i)
                    });
            insert(
                    template,
                    part,
                    "insert into registration (id, uuid, cycle_id, beneficiary_id, institution_id, province,"
                            + " state, source, registered_at, consent_version, consent_language, consent_purpose, consent_at,"
                            + " consent_by) values (?, ?, ?, ?, ?, ?, 'ACCEPTED', 'IMPORT', ?, '1', 'ar', 'TRAINING', ?, 'bench')",
                    i -> new Object[] {
                        first + i,
                        UUID.randomUUID(),
                        cycle,
                        first + i,
                        institution + i % INSTITUTIONS,
                        where.get(i % INSTITUTIONS % where.size()),
                        now,
                        now
                    });
            insert(
                    template,
                    part,
                    "insert into seat (id, meeting_id, cycle_id, registration_id, institution_id, province,"
                            + " state, ordinal) values (?, ?, ?, ?, ?, ?, 'CONFIRMED', ?)",
                    i -> new Object[] {
                        first + i,
                        meeting,
                        cycle,
                        first + i,
                        institution + i % INSTITUTIONS,
                        where.get(i % INSTITUTIONS % where.size()),
                        i + 1
                    });
            insert(template, part, "insert into attendance (seat_id, half_day_id, present) values (?, ?, true)", i ->
                    new Object[] {first + i, half});
        }
        return new MeetingId(meeting);
    }

    /** How often the issuing step ran over the meeting's rows. */
    static int stepRuns(ConfigurableApplicationContext house, MeetingId meeting) {
        return house.getBean(JdbcClient.class)
                .sql("select coalesce(sum(step_runs), 0) from certificate where meeting_id = ?")
                .param(meeting.value())
                .query(Integer.class)
                .single();
    }

    private interface Row {
        Object[] of(int place);
    }

    private static void insert(JdbcTemplate template, List<Integer> places, String sql, Row row) {
        var rows = new ArrayList<Object[]>(places.size());
        places.forEach(place -> rows.add(row.of(place)));
        template.batchUpdate(sql, rows);
    }

    /** Ids far above those the application gives itself. */
    private static long next(JdbcClient jdbc, String table) {
        return jdbc.sql("select greatest(1000000, coalesce(max(id), 0)) from " + table)
                .query(Long.class)
                .single();
    }
}
