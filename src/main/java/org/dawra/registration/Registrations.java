package org.dawra.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.RegisteredCounts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Registrations with the people behind them. */
@Repository
class Registrations implements RegistrationCounts, RegisteredCounts {

    private static final int BATCH = 500;

    private static final String ENTRY = """
            select r.id, r.uuid, r.province, r.state, r.source, r.registered_at, r.refusal, r.links,
                   b.name, b.phone, b.email, b.language, b.erased_at,
                   i.id as institution_id, i.kind, i.name_ar, i.name_fr
              from registration r
              join beneficiary b on b.id = r.beneficiary_id
              join institution i on i.id = r.institution_id
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    Registrations(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    /** What a list is searched for; null and blank mean all. */
    record Query(
            CycleId cycle,
            @Nullable String province,
            @Nullable RegistrationState state,
            @Nullable String words) {}

    /** A person to be stored, checked. */
    record Checked(
            String name,
            String nameKey,
            String phone,
            @Nullable String email,
            String language,
            long institution) {}

    /** Consent as it is recorded: who declared it. */
    record Given(String language, String by) {}

    Optional<Entry> find(long id) {
        return jdbc.sql(ENTRY + " where r.id = ?")
                .param(id)
                .query(Registrations::entry)
                .optional();
    }

    Optional<Entry> ofSeat(long seat) {
        return jdbc.sql(ENTRY + " where r.id = (select registration_id from seat where id = ?)")
                .param(seat)
                .query(Registrations::entry)
                .optional();
    }

    CycleId cycleOf(long id) {
        return jdbc.sql("select cycle_id from registration where id = ?")
                .param(id)
                .query((row, n) -> new CycleId(row.getLong(1)))
                .single();
    }

    /** Ids of the seats of a registration. */
    Set<Long> seats(long id) {
        return Set.copyOf(jdbc.sql("select id from seat where registration_id = ?")
                .param(id)
                .query(Long.class)
                .list());
    }

    /** Writes the person's name anew. */
    void rename(long id, String name, String nameKey) {
        jdbc.sql("update beneficiary set name = ?, name_key = ?"
                        + " where id = (select beneficiary_id from registration where id = ?) and erased_at is null")
                .params(name, nameKey, id)
                .update();
    }

    Optional<Entry> find(CycleId cycle, UUID uuid) {
        return jdbc.sql(ENTRY + " where r.cycle_id = ? and r.uuid = ?")
                .params(cycle.value(), uuid)
                .query(Registrations::entry)
                .optional();
    }

    boolean isOf(long id, CycleId cycle) {
        return jdbc.sql("select count(*) from registration where id = ? and cycle_id = ?")
                        .params(id, cycle.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    Optional<Long> byToken(CycleId cycle, String tokenHash) {
        return jdbc.sql("select id from registration where token_hash = ? and cycle_id = ?")
                .params(tokenHash, cycle.value())
                .query(Long.class)
                .optional();
    }

    /** The registration of this person in the cycle, whatever its state. */
    Optional<Entry> samePerson(CycleId cycle, String phone, String nameKey) {
        return jdbc.sql(ENTRY + " where b.cycle_id = ? and b.phone = ? and b.name_key = ?")
                .params(cycle.value(), phone, nameKey)
                .query(Registrations::entry)
                .optional();
    }

    /** Phone and name key, joined by a space, of those among these phones who stand on a list of the cycle. */
    Set<String> known(CycleId cycle, Collection<String> phones, IntConsumer looked) {
        var known = new HashSet<String>();
        var through = new AtomicInteger();
        inChunks(phones, chunk -> {
            jdbc.sql("select phone, name_key from beneficiary where cycle_id = :cycle and phone in (:phones)")
                    .param("cycle", cycle.value())
                    .param("phones", chunk)
                    .query(row -> {
                        known.add(row.getString("phone") + " " + row.getString("name_key"));
                    });
            looked.accept(through.addAndGet(chunk.size()));
        });
        return known;
    }

    List<Entry> page(Query query, int page, int size) {
        return select(ENTRY, query, " order by r.id offset :offset rows fetch next :size rows only")
                .param("offset", (long) page * size)
                .param("size", size)
                .query(Registrations::entry)
                .list();
    }

    /** Walks a list without holding it in memory. */
    List<Entry> after(Query query, long id, int size) {
        return select(ENTRY, query, " and r.id > :after order by r.id fetch next :size rows only")
                .param("after", id)
                .param("size", size)
                .query(Registrations::entry)
                .list();
    }

    int count(Query query) {
        return select("""
                        select count(*) from registration r
                          join beneficiary b on b.id = r.beneficiary_id
                          join institution i on i.id = r.institution_id
                        """, query, "").query(Integer.class).single();
    }

    private JdbcClient.StatementSpec select(String head, Query query, String tail) {
        var sql = new StringBuilder(head).append(" where r.cycle_id = :cycle");
        var values = new HashMap<String, Object>();
        values.put("cycle", query.cycle().value());
        if (query.province() != null) {
            sql.append(" and r.province = :province");
            values.put("province", query.province());
        }
        if (query.state() != null) {
            sql.append(" and r.state = :state");
            values.put("state", query.state().name());
        }
        var key = query.words() == null ? "" : Names.key(query.words(), 60);
        if (!key.isEmpty()) {
            sql.append(" and (b.name_key like :words or i.name_key like :words or b.phone like :phone)");
            values.put("words", "%" + key + "%");
            values.put("phone", "%" + key.replace(" ", "").replaceFirst("^0", "") + "%");
        }
        return jdbc.sql(sql.append(tail).toString()).params(values);
    }

    /** Stores people, each once, in batches; answers the registrations' ids in their order. */
    List<Long> insert(
            CycleId cycle,
            String province,
            List<Checked> people,
            RegistrationState state,
            RegistrationSource source,
            Given consent,
            @Nullable String decidedBy,
            IntConsumer stored) {
        var now = now();
        var ids = new ArrayList<Long>(people.size());
        for (var from = 0; from < people.size(); from += BATCH) {
            var chunk = people.subList(from, Math.min(people.size(), from + BATCH));
            var persons = insertedIds(
                    "insert into beneficiary (cycle_id, name, name_key, phone, email, language) values (?, ?, ?, ?, ?, ?)",
                    chunk.stream()
                            .map(p -> new @Nullable Object[] {
                                cycle.value(), p.name(), p.nameKey(), p.phone(), p.email(), p.language()
                            })
                            .toList());
            var rows = new ArrayList<@Nullable Object[]>(chunk.size());
            for (var i = 0; i < chunk.size(); i++) {
                rows.add(new @Nullable Object[] {
                    UUID.randomUUID(),
                    cycle.value(),
                    persons.get(i),
                    chunk.get(i).institution(),
                    province,
                    state.name(),
                    source.name(),
                    now,
                    decidedBy == null ? null : now,
                    decidedBy,
                    Consent.VERSION,
                    consent.language(),
                    Consent.PURPOSE,
                    now,
                    consent.by()
                });
            }
            ids.addAll(insertedIds("""
                    insert into registration (uuid, cycle_id, beneficiary_id, institution_id, province, state, source,
                        registered_at, decided_at, decided_by, consent_version, consent_language, consent_purpose,
                        consent_at, consent_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, rows));
            stored.accept(ids.size());
        }
        return ids;
    }

    /** Moves a registration to a state when it is in one of {@code from}; answers whether it was. */
    boolean move(
            long id, Collection<RegistrationState> from, RegistrationState to, @Nullable String refusal, String by) {
        return jdbc.sql("""
                                update registration
                                   set state = :to, refusal = :refusal, decided_at = :now, decided_by = :actor
                                 where id = :id and state in (:from)
                                """)
                        .param("to", to.name())
                        .param("refusal", refusal)
                        .param("now", now())
                        .param("actor", by)
                        .param("id", id)
                        .param("from", from.stream().map(Enum::name).toList())
                        .update()
                == 1;
    }

    void correct(long id, Checked person) {
        jdbc.sql("""
                        update beneficiary set name = ?, name_key = ?, phone = ?, email = ?, language = ?
                         where id = (select beneficiary_id from registration where id = ?) and erased_at is null
                        """)
                .params(person.name(), person.nameKey(), person.phone(), person.email(), person.language(), id)
                .update();
        jdbc.sql("update registration set institution_id = ? where id = ?")
                .params(person.institution(), id)
                .update();
        jdbc.sql("""
                        update seat set institution_id = ? where registration_id = ?
                           and meeting_id in (select meeting_id from seat_window where closed_at is null)
                        """).params(person.institution(), id).update();
    }

    /** Forgets the person; the registration and its ids stay. Answers false when that was done before. */
    boolean erase(long id) {
        jdbc.sql("update registration set refusal = null, token_hash = null where id = ?")
                .param(id)
                .update();
        jdbc.sql("update seat set token_hash = null where registration_id = ?")
                .param(id)
                .update();
        return jdbc.sql("""
                                update beneficiary
                                   set name = null, name_key = null, phone = null, email = null, erased_at = ?
                                 where id = (select beneficiary_id from registration where id = ?) and erased_at is null
                                """).params(now(), id).update() == 1;
    }

    /** Counts up the personal links of a registration and keeps the hash of the newest, the only one that works. */
    int newLink(long id, String tokenHash) {
        jdbc.sql("update registration set token_hash = ?, links = links + 1 where id = ?")
                .params(tokenHash, id)
                .update();
        return jdbc.sql("select links from registration where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Override
    public Map<String, Integer> accepted(CycleId cycle) {
        return byProvince(cycle, RegistrationState.ACCEPTED);
    }

    @Override
    public Map<String, Integer> of(CycleId cycle) {
        return accepted(cycle);
    }

    @Override
    public Map<String, Integer> waiting(CycleId cycle) {
        return byProvince(cycle, RegistrationState.WAITING);
    }

    @Override
    public Map<Institution.Kind, Integer> acceptedByKind(CycleId cycle) {
        var counts = new EnumMap<Institution.Kind, Integer>(Institution.Kind.class);
        jdbc.sql("""
                        select i.kind, count(*) as people from registration r join institution i on i.id = r.institution_id
                         where r.cycle_id = ? and r.state = 'ACCEPTED' group by i.kind
                        """).param(cycle.value()).query(row -> {
            counts.put(Institution.Kind.valueOf(row.getString("kind")), row.getInt("people"));
        });
        return counts;
    }

    @Override
    public Map<String, OnList> lists(CycleId cycle) {
        var lists = new LinkedHashMap<String, OnList>();
        jdbc.sql("""
                        select province,
                               sum(case when state = 'WAITING' then 1 else 0 end) as waiting,
                               sum(case when state = 'ACCEPTED' then 1 else 0 end) as accepted,
                               sum(case when state = 'REFUSED' then 1 else 0 end) as refused,
                               sum(case when state = 'WITHDRAWN' then 1 else 0 end) as withdrawn
                          from registration where cycle_id = ? group by province order by province
                        """).param(cycle.value()).query(row -> {
            lists.put(
                    row.getString("province"),
                    new OnList(
                            row.getInt("waiting"),
                            row.getInt("accepted"),
                            row.getInt("refused"),
                            row.getInt("withdrawn")));
        });
        return lists;
    }

    @Override
    public List<SeatsTaken> seats(CycleId cycle) {
        return jdbc.sql("""
                        select meeting_id, province,
                               sum(case when state = 'INVITED' then 1 else 0 end) as invited,
                               sum(case when state = 'CONFIRMED' then 1 else 0 end) as confirmed,
                               sum(case when state = 'DECLINED' then 1 else 0 end) as declined,
                               sum(case when state = 'WAITING_LIST' then 1 else 0 end) as waiting_list
                          from seat where cycle_id = ? group by meeting_id, province order by meeting_id, province
                        """)
                .param(cycle.value())
                .query((row, number) -> new SeatsTaken(
                        new MeetingId(row.getLong("meeting_id")),
                        row.getString("province"),
                        row.getInt("invited"),
                        row.getInt("confirmed"),
                        row.getInt("declined"),
                        row.getInt("waiting_list")))
                .list();
    }

    private Map<String, Integer> byProvince(CycleId cycle, RegistrationState state) {
        var counts = new LinkedHashMap<String, Integer>();
        jdbc.sql("""
                        select province, count(*) as people from registration
                         where cycle_id = ? and state = ? group by province order by province
                        """).params(cycle.value(), state.name()).query(row -> {
            counts.put(row.getString("province"), row.getInt("people"));
        });
        return counts;
    }

    private List<Long> insertedIds(String sql, List<@Nullable Object[]> rows) {
        return template.execute((ConnectionCallback<List<Long>>) connection -> {
            try (var statement = connection.prepareStatement(sql, new String[] {"id"})) {
                for (var row : rows) {
                    for (var i = 0; i < row.length; i++) {
                        StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, row[i]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
                var ids = new ArrayList<Long>(rows.size());
                try (var keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
                return ids;
            }
        });
    }

    static void inChunks(Collection<String> all, Consumer<List<String>> work) {
        var list = List.copyOf(new HashSet<>(all));
        for (var from = 0; from < list.size(); from += BATCH) {
            work.accept(list.subList(from, Math.min(list.size(), from + BATCH)));
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getString("uuid"),
                row.getString("province"),
                RegistrationState.valueOf(row.getString("state")),
                RegistrationSource.valueOf(row.getString("source")),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getString("refusal"),
                row.getInt("links"),
                row.getString("name"),
                row.getString("phone"),
                row.getString("email"),
                row.getString("language"),
                row.getObject("erased_at", OffsetDateTime.class) != null,
                row.getLong("institution_id"),
                Institution.Kind.valueOf(row.getString("kind")),
                row.getString("name_ar"),
                row.getString("name_fr"));
    }
}
