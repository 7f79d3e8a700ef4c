package org.dawra.registration;

import java.util.List;
import java.util.NoSuchElementException;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.engine.Actor;
import org.dawra.mail.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The personal link of a registration: to confirm it, and afterwards to see, correct and erase one's own data. Only its
 * hash is kept, so a link that got lost is replaced by a new one, and the old one stops working.
 */
@Service
class PersonalLinks {

    private final Registrations registrations;
    private final TrainingCycles cycles;
    private final RegistrationMessages messages;
    private final Outbox outbox;

    PersonalLinks(Registrations registrations, TrainingCycles cycles, RegistrationMessages messages, Outbox outbox) {
        this.registrations = registrations;
        this.cycles = cycles;
        this.messages = messages;
        this.outbox = outbox;
    }

    /** The holder of the link as an actor. */
    static Actor holder(long registrationId) {
        return Actor.holder("registration-" + registrationId);
    }

    /** Makes a new link and plans the message that carries it. */
    @Transactional
    public void give(CycleId cycle, Entry entry) {
        if (entry.erased()) {
            throw new NoSuchElementException("erased");
        }
        var token = Codes.newCode();
        var number = registrations.newLink(entry.id(), Codes.hash(token));
        if (entry.linkNumber() > 0) {
            outbox.erase(List.of(entry.purpose()));
        }
        outbox.plan(messages.link(cycles.get(cycle), entry, number, token));
    }

    /** The registration this link belongs to. Throws {@link NoSuchElementException} for a link that does not work. */
    Entry open(CycleId cycle, String token) {
        return registrations
                .byToken(cycle, Codes.hash(token))
                .flatMap(registrations::find)
                .filter(entry -> !entry.erased())
                .orElseThrow(() -> new NoSuchElementException("no such link"));
    }
}
