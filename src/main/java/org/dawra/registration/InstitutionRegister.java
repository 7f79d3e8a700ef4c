package org.dawra.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dawra.cycle.CycleId;
import org.dawra.document.Documents;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The institutions in our tables. */
@Repository
class InstitutionRegister implements Institutions {

    static final int LONGEST_NAME = 200;

    /** What stands for the name of an institution whose only person asked for erasure. */
    private static final String NO_NAME = "—";

    private static final String COLUMNS = "id, uuid, kind, name_ar, name_fr, province, sample";

    private final JdbcClient jdbc;
    private final Clock clock;

    InstitutionRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What makes an institution one within a province. */
    record Known(Institution.Kind kind, String nameKey) {}

    /** A checked name. */
    record Named(
            Institution.Kind kind, String name, @Nullable String nameFr) {
        Known known() {
            return new Known(kind, Names.key(name, LONGEST_NAME));
        }
    }

    @Override
    public Optional<Institution> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from institution where id = ?")
                .param(id)
                .query(InstitutionRegister::institution)
                .optional();
    }

    @Override
    public List<Institution> of(CycleId cycle) {
        return jdbc.sql("select " + COLUMNS + """
                         from institution where id in (
                           select institution_id from registration where cycle_id = ? and state = 'ACCEPTED')
                         order by province, name_ar, id
                        """)
                .param(cycle.value())
                .query(InstitutionRegister::institution)
                .list();
    }

    @Override
    public List<Institution> ofProvince(CycleId cycle, String province) {
        return jdbc.sql("select " + COLUMNS + """
                         from institution where id in (
                           select institution_id from registration
                            where cycle_id = ? and province = ? and state = 'ACCEPTED')
                         order by name_ar, id
                        """)
                .params(cycle.value(), province)
                .query(InstitutionRegister::institution)
                .list();
    }

    @Override
    @Transactional
    public long register(
            Institution.Kind kind, @Nullable String name, @Nullable String nameFr, String province, boolean sample) {
        var cleaned = Names.clean(name)
                .filter(Names::hasLetters)
                .orElseThrow(() -> new Refused("institution", "registration.institution.required"));
        if (cleaned.length() > LONGEST_NAME) {
            throw new Refused("institution", "form.tooLong", LONGEST_NAME);
        }
        if (!Documents.unprintable(cleaned).isEmpty()) {
            throw new Refused("institution", "registration.unprintable", Documents.unprintable(cleaned));
        }
        var named = new Named(kind, cleaned, Names.clean(nameFr).orElse(null));
        var ids = register(List.of(named), province, sample);
        return Objects.requireNonNull(ids.get(named.known()));
    }

    /**
     * Forgets the name of an institution that was one person, once nobody is registered for it under a name any more;
     * answers what it was called.
     */
    Optional<PersonErased.OwnInstitution> forget(long id) {
        var institution = find(id).orElseThrow();
        if (institution.kind() != Institution.Kind.AUTO_ENTREPRENEUR) {
            return Optional.empty();
        }
        var forgotten = jdbc.sql("""
                        update institution set name_ar = ?, name_fr = null, name_key = ?
                         where id = ? and not exists (
                           select 1 from registration r join beneficiary b on b.id = r.beneficiary_id
                            where r.institution_id = institution.id and b.erased_at is null)
                        """).params(NO_NAME, "erased-" + id, id).update();
        var names = new HashSet<>(List.of(institution.name()));
        Optional.ofNullable(institution.nameFr()).ifPresent(names::add);
        return forgotten == 1 ? Optional.of(new PersonErased.OwnInstitution(id, names)) : Optional.empty();
    }

    /** Registers those that are new; answers the ids of all. */
    Map<Known, Long> register(Collection<Named> all, String province, boolean sample) {
        var ids = ids(all, province);
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var institution : all) {
            var known = institution.known();
            if (ids.putIfAbsent(known, 0L) == null) {
                jdbc.sql("""
                                insert into institution (uuid, kind, name_ar, name_fr, name_key, province, sample, created_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                UUID.randomUUID(),
                                known.kind().name(),
                                institution.name(),
                                institution.nameFr(),
                                known.nameKey(),
                                province,
                                sample,
                                now)
                        .update();
            }
        }
        return ids.containsValue(0L) ? ids(all, province) : ids;
    }

    private Map<Known, Long> ids(Collection<Named> all, String province) {
        var ids = new HashMap<Known, Long>();
        var keys = all.stream().map(n -> n.known().nameKey()).collect(Collectors.toSet());
        Registrations.inChunks(
                keys,
                chunk -> jdbc.sql(
                                "select id, kind, name_key from institution where province = :province and name_key in (:keys)")
                        .param("province", province)
                        .param("keys", chunk)
                        .query(row -> {
                            ids.put(
                                    new Known(
                                            Institution.Kind.valueOf(row.getString("kind")), row.getString("name_key")),
                                    row.getLong("id"));
                        }));
        return ids;
    }

    private static Institution institution(ResultSet row, int number) throws SQLException {
        return new Institution(
                row.getLong("id"),
                row.getString("uuid"),
                Institution.Kind.valueOf(row.getString("kind")),
                row.getString("name_ar"),
                row.getString("name_fr"),
                row.getString("province"),
                row.getBoolean("sample"));
    }
}
