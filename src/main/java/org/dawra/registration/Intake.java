package org.dawra.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.Documents;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks and stores new registrations. */
@Service
class Intake implements RegistrationIntake, NameCorrections {

    static final int LONGEST_NAME = 120;

    /** Who declared a person's consent when the person did so on the page. */
    private static final String THE_PERSON = "person";

    private final TrainingCycles cycles;
    private final ProvinceLists lists;
    private final Registrations registrations;
    private final InstitutionRegister institutions;
    private final RegistrationMessages messages;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Intake(
            TrainingCycles cycles,
            ProvinceLists lists,
            Registrations registrations,
            InstitutionRegister institutions,
            RegistrationMessages messages,
            Outbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.cycles = cycles;
        this.lists = lists;
        this.registrations = registrations;
        this.institutions = institutions;
        this.messages = messages;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A person whose fields are all in order. */
    private record Sound(
            String name,
            String nameKey,
            String phone,
            @Nullable String email,
            String language,
            InstitutionRegister.Named institution) {

        String identity() {
            return phone + " " + nameKey;
        }

        Registrations.Checked at(long institutionId) {
            return new Registrations.Checked(name, nameKey, phone, email, language, institutionId);
        }
    }

    @Override
    public List<Long> add(CycleId cycle, String province, List<NewRegistration> people, Actor actor) {
        return add(cycle, province, people, null, RegistrationSource.IMPORT, actor, ImportProgress.UNSEEN);
    }

    /** @param numbers the rows' numbers as the user knows them, for what is said about duplicates; null for 1, 2, 3 … */
    List<Long> add(
            CycleId cycle,
            String province,
            List<NewRegistration> people,
            @Nullable List<Integer> numbers,
            RegistrationSource source,
            Actor actor,
            ImportProgress progress) {
        return onceMoreAfterARace(() -> {
            RegistrationScope.check(cycles.get(cycle), province, actor);
            lists.checkNotClosed(cycle, province);
            if (people.isEmpty()) {
                throw new Refused("rows", "registration.rows.none");
            }
            if (people.size() > MOST_AT_ONCE) {
                throw new Refused("rows", "form.tooManyRows", MOST_AT_ONCE);
            }
            var sound = check(cycle, people, numbers, progress);
            var language = people.get(0).language();
            var ids = store(
                    cycle,
                    province,
                    sound,
                    RegistrationState.ACCEPTED,
                    source,
                    new Registrations.Given(language, actor.userId()),
                    actor.userId(),
                    progress);
            audit.record(
                    actor.userId(),
                    "registration.added",
                    "registrations:" + ids.get(0) + "-" + ids.get(ids.size() - 1));
            return ids;
        });
    }

    @Override
    public Request request(CycleId cycle, String province, NewRegistration person) {
        return onceMoreAfterARace(() -> {
            var year = cycles.get(cycle);
            var findings = new ArrayList<Refused.Finding>();
            var sound = check(person, "", findings);
            if (year.edition().province(province).isEmpty()) {
                findings.add(new Refused.Finding("province", "registration.province.required", List.of()));
            }
            if (!person.consent()) {
                findings.add(new Refused.Finding("consent", "registration.consent.required", List.of()));
            }
            if (!findings.isEmpty()) {
                throw new Refused(findings);
            }
            lists.checkOpen(cycle, province);
            var checked = Objects.requireNonNull(sound);
            var known = registrations.samePerson(cycle, checked.phone(), checked.nameKey());
            if (known.isPresent()) {
                return new Request(known.get().id(), true, known.get().email() != null);
            }
            var id = store(
                            cycle,
                            province,
                            List.of(checked),
                            RegistrationState.WAITING,
                            RegistrationSource.PUBLIC,
                            new Registrations.Given(checked.language(), THE_PERSON),
                            null,
                            ImportProgress.UNSEEN)
                    .get(0);
            var token = Codes.newCode();
            var number = registrations.newLink(id, Codes.hash(token));
            var entry = registrations.find(id).orElseThrow();
            outbox.plan(messages.link(year, entry, number, token));
            audit.record(PersonalLinks.holder(id).userId(), "registration.requested", "registration:" + id);
            return new Request(id, false, checked.email() != null);
        });
    }

    /** Corrects a person; {@code person.consent} does not matter. */
    void correct(CycleId cycle, Entry entry, NewRegistration person, String by) {
        onceMoreAfterARace(() -> {
            var findings = new ArrayList<Refused.Finding>();
            var sound = check(person, "", findings);
            if (!findings.isEmpty()) {
                throw new Refused(findings);
            }
            var checked = Objects.requireNonNull(sound);
            var same = registrations.samePerson(cycle, checked.phone(), checked.nameKey());
            if (same.isPresent() && same.get().id() != entry.id()) {
                throw new Refused("phone", "registration.duplicate");
            }
            var ids = institutions.register(
                    List.of(checked.institution()),
                    entry.province(),
                    cycles.get(cycle).sample());
            tell(entry);
            registrations.correct(
                    entry.id(),
                    checked.at(
                            Objects.requireNonNull(ids.get(checked.institution().known()))));
            audit.record(by, "registration.corrected", "registration:" + entry.id());
            return entry.id();
        });
    }

    @Override
    public void correct(long seat, String name, String by) {
        onceMoreAfterARace(() -> {
            var entry = registrations.ofSeat(seat).filter(e -> !e.erased()).orElseThrow();
            var findings = new ArrayList<Refused.Finding>();
            var written = name(name, "name", "registration.name", LONGEST_NAME, findings);
            if (written == null || !findings.isEmpty()) {
                throw new Refused(findings);
            }
            if (written.equals(entry.name())) {
                return entry.id();
            }
            var key = Names.key(written, LONGEST_NAME);
            var same = registrations.samePerson(
                    registrations.cycleOf(entry.id()), Objects.requireNonNull(entry.phone()), key);
            if (same.isPresent() && same.get().id() != entry.id()) {
                throw new Refused("name", "registration.duplicate");
            }
            tell(entry);
            registrations.rename(entry.id(), written, key);
            audit.record(by, "registration.corrected", "registration:" + entry.id());
            return entry.id();
        });
    }

    /** Tells whoever has given out papers how the person was written until now. */
    private void tell(Entry before) {
        if (before.name() != null) {
            events.publishEvent(
                    new PersonCorrected(registrations.seats(before.id()), before.name(), before.institution()));
        }
    }

    private List<Long> store(
            CycleId cycle,
            String province,
            List<Sound> people,
            RegistrationState state,
            RegistrationSource source,
            Registrations.Given consent,
            @Nullable String decidedBy,
            ImportProgress progress) {
        progress.at(ListImport.Phase.STORING, 0, people.size());
        var named = new LinkedHashMap<InstitutionRegister.Known, InstitutionRegister.Named>();
        people.forEach(p -> named.putIfAbsent(p.institution().known(), p.institution()));
        var ids = institutions.register(
                named.values(), province, cycles.get(cycle).sample());
        return registrations.insert(
                cycle,
                province,
                people.stream()
                        .map(p -> p.at(
                                Objects.requireNonNull(ids.get(p.institution().known()))))
                        .toList(),
                state,
                source,
                consent,
                decidedBy,
                stored -> progress.at(ListImport.Phase.STORING, stored, people.size()));
    }

    private List<Sound> check(
            CycleId cycle, List<NewRegistration> people, @Nullable List<Integer> numbers, ImportProgress progress) {
        var findings = new ArrayList<Refused.Finding>();
        var sound = new LinkedHashMap<Integer, Sound>();
        var first = new HashMap<String, Integer>();
        for (var i = 0; i < people.size(); i++) {
            // The other half is to ask whether they are on a list already.
            progress.at(ListImport.Phase.CHECKING, i / 2, people.size());
            var row = "rows[" + i + "].";
            var person = check(people.get(i), row, findings);
            if (!people.get(i).consent()) {
                findings.add(new Refused.Finding(row + "consent", "registration.consent.rowRequired", List.of()));
            }
            if (person == null) {
                continue;
            }
            sound.put(i, person);
            var earlier = first.putIfAbsent(person.identity(), i);
            if (earlier != null) {
                var number = numbers == null ? earlier + 1 : numbers.get(earlier);
                findings.add(new Refused.Finding(row + "phone", "registration.duplicate.row", List.of(number)));
            }
        }
        var known = registrations.known(
                cycle,
                sound.values().stream().map(Sound::phone).toList(),
                looked -> progress.at(ListImport.Phase.CHECKING, (people.size() + looked) / 2, people.size()));
        sound.forEach((i, person) -> {
            if (known.contains(person.identity())) {
                findings.add(new Refused.Finding("rows[" + i + "].phone", "registration.duplicate", List.of()));
            }
        });
        if (!findings.isEmpty()) {
            findings.sort(Comparator.comparingInt(Intake::rowOf));
            throw new Refused(findings);
        }
        return List.copyOf(sound.values());
    }

    static int rowOf(Refused.Finding finding) {
        var field = finding.field();
        var end = field.indexOf(']');
        return field.startsWith("rows[") && end > 0 ? Integer.parseInt(field.substring(5, end)) : -1;
    }

    /** The checked person, or null with at least one finding more. */
    private static @Nullable Sound check(NewRegistration person, String prefix, List<Refused.Finding> findings) {
        var before = findings.size();
        var name = name(person.name(), prefix + "name", "registration.name", LONGEST_NAME, findings);
        var phone = PhoneNumber.parse(person.phone());
        if (phone.isEmpty()) {
            var missing = person.phone() == null || person.phone().isBlank();
            findings.add(new Refused.Finding(
                    prefix + "phone", missing ? "registration.phone.required" : "registration.phone.wrong", List.of()));
        }
        var email = EmailAddress.parse(person.email());
        if (email.isEmpty() && person.email() != null && !person.email().isBlank()) {
            findings.add(new Refused.Finding(prefix + "email", "registration.email.wrong", List.of()));
        }
        var kind = person.kind();
        if (kind == null) {
            findings.add(new Refused.Finding(prefix + "kind", "registration.kind.required", List.of()));
        }
        var institution = name(
                person.institution(),
                prefix + "institution",
                "registration.institution",
                InstitutionRegister.LONGEST_NAME,
                findings);
        if (findings.size() > before || name == null || institution == null || kind == null) {
            return null;
        }
        return new Sound(
                name,
                Names.key(name, LONGEST_NAME),
                phone.orElseThrow().digits(),
                email.orElse(null),
                Language.of(Locale.forLanguageTag(person.language())).code(),
                new InstitutionRegister.Named(
                        kind,
                        institution,
                        Names.clean(person.institutionFr())
                                .filter(n -> n.length() <= InstitutionRegister.LONGEST_NAME)
                                .orElse(null)));
    }

    private static @Nullable String name(
            @Nullable String typed, String field, String key, int longest, List<Refused.Finding> findings) {
        var name = Names.clean(typed).filter(Names::hasLetters).orElse(null);
        if (name == null) {
            var missing = typed == null || typed.isBlank();
            findings.add(new Refused.Finding(field, key + (missing ? ".required" : ".wrong"), List.of()));
        } else if (name.length() > longest) {
            findings.add(new Refused.Finding(field, "form.tooLong", List.of(longest)));
            return null;
        } else if (!Documents.unprintable(name).isEmpty()) {
            findings.add(new Refused.Finding(field, "registration.unprintable", List.of(Documents.unprintable(name))));
            return null;
        }
        return name;
    }

    /** Two people may register the same institution or person in one moment; the second then sees the first's row. */
    private <T> T onceMoreAfterARace(Supplier<T> work) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> work.get()));
        } catch (DuplicateKeyException race) {
            return Objects.requireNonNull(transaction.execute(status -> work.get()));
        }
    }
}
