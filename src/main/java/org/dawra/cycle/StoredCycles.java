package org.dawra.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredCycles implements TrainingCycles {

    private static final String CYCLES =
            "select id, slug, edition_key, edition_text, edition_sha256, first_meeting_day,"
                    + " state from training_cycle";

    private final JdbcClient jdbc;
    private final Editions editions;
    private final Map<String, Edition> frozen = new ConcurrentHashMap<>();

    StoredCycles(JdbcClient jdbc, Editions editions) {
        this.jdbc = jdbc;
        this.editions = editions;
    }

    @Override
    public TrainingCycle get(CycleId id) {
        return jdbc.sql(CYCLES + " where id = ?")
                .param(id.value())
                .query(this::read)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("cycle " + id.value()));
    }

    @Override
    public Optional<TrainingCycle> bySlug(String slug) {
        return jdbc.sql(CYCLES + " where slug = ?")
                .param(slug)
                .query(this::read)
                .optional();
    }

    @Override
    public List<TrainingCycle> all() {
        return jdbc.sql(CYCLES + " order by first_meeting_day desc, id desc")
                .query(this::read)
                .list();
    }

    @Override
    public Timetable timetable(CycleId id) {
        var cycle = get(id);
        return CalendarRules.ofCycle(cycle.edition(), cycle.firstMeetingDay());
    }

    @Override
    public LocalTimes localTimes(CycleId id) {
        return new LocalTimes(get(id).edition().offsets());
    }

    @Override
    public List<Edition> editions() {
        return editions.all();
    }

    private TrainingCycle read(ResultSet row, int number) throws SQLException {
        var key = row.getString("edition_key");
        var text = row.getString("edition_text");
        var edition = frozen.computeIfAbsent(
                key + ":" + row.getString("edition_sha256"), k -> EditionReader.read(key, key, text));
        return new TrainingCycle(
                new CycleId(row.getLong("id")),
                row.getString("slug"),
                edition.number(),
                row.getObject("first_meeting_day", LocalDate.class),
                TrainingCycle.State.valueOf(row.getString("state")),
                edition);
    }
}
