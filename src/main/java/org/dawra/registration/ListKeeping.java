package org.dawra.registration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.access.Reach;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.FreeTexts;
import org.dawra.engine.Refused;
import org.dawra.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a registration after it was taken: confirmed, withdrawn, put back, erased. */
@Service
class ListKeeping {

    private final TrainingCycles cycles;
    private final Registrations registrations;
    private final ProvinceLists lists;
    private final SeatBook seats;
    private final InstitutionRegister institutions;
    private final Outbox outbox;
    private final List<FreeTexts> texts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ListKeeping(
            TrainingCycles cycles,
            Registrations registrations,
            ProvinceLists lists,
            SeatBook seats,
            InstitutionRegister institutions,
            Outbox outbox,
            List<FreeTexts> texts,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.cycles = cycles;
        this.registrations = registrations;
        this.lists = lists;
        this.seats = seats;
        this.institutions = institutions;
        this.outbox = outbox;
        this.texts = List.copyOf(texts);
        this.audit = audit;
        this.events = events;
    }

    /** The entry, when it is on a list that the actor keeps; otherwise there is no such entry. */
    Entry entry(CycleId cycle, String uuid, Actor actor) {
        var entry = read(cycle, uuid, actor);
        Reach.requireKeeps(actor, entry.province());
        return entry;
    }

    /** The entry, when it is on a list that the actor may read; otherwise there is no such entry. */
    Entry read(CycleId cycle, String uuid, Actor actor) {
        UUID id;
        try {
            id = UUID.fromString(uuid);
        } catch (IllegalArgumentException e) {
            throw new NoSuchElementException("no such entry");
        }
        var entry = registrations.find(cycle, id).orElseThrow();
        RegistrationScope.checkReads(cycles.get(cycle), entry.province(), actor);
        return entry;
    }

    /** The person confirms their own registration by link. Again, it changes nothing. */
    @Transactional
    public void confirm(CycleId cycle, Entry entry) {
        if (entry.state() == RegistrationState.ACCEPTED) {
            return;
        }
        lists.checkOpen(cycle, entry.province());
        var holder = PersonalLinks.holder(entry.id()).userId();
        if (!registrations.move(
                entry.id(), List.of(RegistrationState.WAITING), RegistrationState.ACCEPTED, null, holder)) {
            throw new Refused("", "registration.confirm.over");
        }
        audit.record(holder, "registration.confirmed", "registration:" + entry.id());
    }

    /** Takes a person off the list; seats of meetings whose time for answers runs go to those who wait. */
    @Transactional
    public void withdraw(Entry entry, Actor actor) {
        if (!holds(entry, actor)) {
            Reach.requireKeeps(actor, entry.province());
        }
        if (registrations.move(
                entry.id(),
                List.of(RegistrationState.WAITING, RegistrationState.ACCEPTED),
                RegistrationState.WITHDRAWN,
                null,
                actor.userId())) {
            seats.giveUp(entry.id());
            audit.record(actor.userId(), "registration.withdrawn", "registration:" + entry.id());
        }
    }

    /** Accepts a person who waits, was refused or withdrawn. */
    @Transactional
    public void accept(CycleId cycle, Entry entry, Actor actor) {
        Reach.requireKeeps(actor, entry.province());
        lists.checkNotClosed(cycle, entry.province());
        if (!entry.erased()
                && registrations.move(
                        entry.id(),
                        List.of(RegistrationState.WAITING, RegistrationState.REFUSED, RegistrationState.WITHDRAWN),
                        RegistrationState.ACCEPTED,
                        null,
                        actor.userId())) {
            audit.record(actor.userId(), "registration.accepted", "registration:" + entry.id());
        }
    }

    /**
     * Erases the person's data for good (law 09-08, article 8). What was counted stays counted: ids, states and
     * fingerprints remain, without a name.
     */
    @Transactional
    public void erase(Entry entry, Actor actor) {
        withdraw(entry, actor);
        if (!registrations.erase(entry.id())) {
            return;
        }
        var own = seats.ofRegistration(entry.id());
        var purposes = new ArrayList<String>();
        for (var link = 1; link <= entry.linkNumber(); link++) {
            purposes.add(Entry.purpose(entry.id(), link));
        }
        own.forEach(seat -> purposes.add(SeatBook.purpose(seat)));
        if (!purposes.isEmpty()) {
            outbox.erase(purposes);
        }
        audit.record(actor.userId(), "registration.erased", "registration:" + entry.id());
        var addresses = Stream.of(entry.phone(), entry.email())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        var institution = institutions.forget(entry.institutionId()).orElse(null);
        var words = words(entry, addresses, institution);
        texts.forEach(text -> text.forgetNaming(words));
        events.publishEvent(new PersonErased(entry.id(), Set.copyOf(own), addresses, institution));
    }

    /** By what somebody may have named this person in a form that is not sent yet, or in a comment. */
    private static Set<String> words(
            Entry entry, Set<String> addresses, PersonErased.@Nullable OwnInstitution institution) {
        var words = new HashSet<>(addresses);
        Optional.ofNullable(entry.name()).ifPresent(words::add);
        if (institution != null) {
            words.addAll(institution.names());
        }
        return words;
    }

    /** Whether the actor is the person itself, by one of the own links. */
    private boolean holds(Entry entry, Actor actor) {
        return actor.equals(PersonalLinks.holder(entry.id()))
                || seats.ofRegistration(entry.id()).stream().anyMatch(seat -> actor.equals(SeatAnswers.holder(seat)));
    }
}
