package org.dawra.certificate;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Seal;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.HandLine;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.NameCorrections;
import org.dawra.registration.Person;
import org.dawra.registration.PersonCorrected;
import org.dawra.registration.Persons;
import org.dawra.training.TrainingSessions;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What may happen to a certificate after it was issued. The programme manager corrects the name, which issues it anew under
 * the same number, and revokes; the coordinator of the province asks for either, and sends it again. Each deed names the
 * version that its author had before them: of two at once, the second is refused and sees what the first has done.
 */
@Component
class CertificateLife {

    private static final Set<Role> DECIDES = Set.of(Role.PROGRAMME_MANAGER);

    private final CertificateRows rows;
    private final LifeRows life;
    private final Issuing issuing;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final TrainingSessions sessions;
    private final Persons persons;
    private final NameCorrections names;
    private final DocumentStore store;
    private final Outbox outbox;
    private final PublicUrl publicUrl;
    private final MessageSource messages;
    private final AuditTrail audit;
    private final Clock clock;

    CertificateLife(
            CertificateRows rows,
            LifeRows life,
            Issuing issuing,
            TrainingCycles cycles,
            Programmes programmes,
            TrainingSessions sessions,
            Persons persons,
            NameCorrections names,
            DocumentStore store,
            Outbox outbox,
            PublicUrl publicUrl,
            MessageSource messages,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.life = life;
        this.issuing = issuing;
        this.cycles = cycles;
        this.programmes = programmes;
        this.sessions = sessions;
        this.persons = persons;
        this.names = names;
        this.store = store;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** The certificate, when the actor may read it; otherwise there is none. */
    Certificate read(long id, Actor actor) {
        var certificate = rows.find(id).orElseThrow(CertificateLife::nothing);
        if (!reads(actor, certificate.province())) {
            throw nothing();
        }
        return certificate;
    }

    /** Whether the actor may read the certificates of a province. */
    static boolean reads(Actor actor, String province) {
        return actor.in(Role.WORKING_TEAM.group()) || Reach.sees(actor, province);
    }

    static boolean decides(Actor actor) {
        return actor.in(Role.PROGRAMME_MANAGER.group());
    }

    /** Corrects the holder's name, on the list too, and issues the certificate anew under the same number. */
    @Transactional
    void correct(long id, Fields fields, Actor actor) {
        Reach.requireOneOf(actor, DECIDES);
        var certificate = read(id, actor);
        var version = fields.integer("version", 1, Integer.MAX_VALUE);
        var reason = fields.text("reason", 300);
        var name = fields.text("name", 120);
        if (!life.nextVersion(id, version)) {
            throw overtaken();
        }
        names.correct(certificate.seat(), name, actor.userId());
        var holder = holder(certificate);
        var printed = life.life(id).printed();
        if (printed == null || printed.equals(new LifeRows.Printed(holder.name(), holder.institution()))) {
            throw new Refused("name", "certificate.life.sameName");
        }
        var now = clock.instant();
        var code = Codes.newCode();
        var meeting = programmes.meeting(certificate.meeting());
        var cycle = cycles.get(certificate.cycle());
        var address = publicUrl.of("/verify/" + code);
        var serial = Issuing.serial(cycle, meeting, certificate.ordinal());
        DocumentStore.Draft draft;
        try {
            draft = issuing.sealed(
                    issuing.number(serial, version + 1),
                    holder,
                    new CertificatePaper(cycle, meeting, sessions.of(meeting.id())),
                    cycle,
                    code,
                    address);
        } catch (Seal.Unstamped e) {
            throw new Refused("", "certificate.life.unstamped");
        }
        var file = "%s-v%d.pdf".formatted(serial.replace('/', '-'), version + 1);
        var document = store.store(draft.kind(), file, draft.mime(), draft.bytes(), draft.sample());
        life.replace(certificate, version, code, document, reason, actor.userId(), now);
        life.settle(id, actor.userId(), now);
        tell(certificate, holder, ":v" + (version + 1), "corrected", address, file, draft.bytes(), null);
        audit.record(actor.userId(), "certificate.corrected", subject(id) + "#v" + (version + 1));
    }

    /** Withdraws the certificate, for a reason that everybody may read; it cannot be undone. */
    @Transactional
    void revoke(long id, Fields fields, Actor actor) {
        Reach.requireOneOf(actor, DECIDES);
        var certificate = read(id, actor);
        var version = fields.integer("version", 1, Integer.MAX_VALUE);
        var reason = fields.option("why", RevocationReason.class);
        var words = reason == RevocationReason.OTHER ? fields.text("words", 300) : fields.optionalText("words", 300);
        var now = clock.instant();
        if (!life.revoke(id, version, reason, words, actor.userId(), now)) {
            throw overtaken();
        }
        life.settle(id, actor.userId(), now);
        if (!certificate.erased()) {
            var why = reason == RevocationReason.OTHER ? String.valueOf(words) : null;
            tell(certificate, holder(certificate), ":revoked", "revoked", "", null, null, new Why(reason, why));
        }
        audit.record(actor.userId(), "certificate.revoked", subject(id));
    }

    /** Sends the certificate in force once more; the same form sent twice sends it once. */
    @Transactional
    void resend(long id, Fields fields, Actor actor) {
        var certificate = kept(id, actor);
        var ordinal = fields.integer("ordinal", 1, Integer.MAX_VALUE);
        var reason = fields.text("reason", 300);
        checkInForce(certificate);
        once(() -> life.sent(id, ordinal, reason, actor.userId(), clock.instant()));
        var holder = holder(certificate);
        var paper = store.find(paper(certificate)).orElseThrow();
        tell(
                certificate,
                holder,
                ":again" + ordinal,
                "again",
                publicUrl.of("/verify/" + certificate.code()),
                paper.fileName(),
                paper.bytes(),
                null);
        audit.record(actor.userId(), "certificate.sentAgain", subject(id));
    }

    /** Messages about the certificate that somebody has to hand over, for those who keep the province; none for others. */
    List<HandLine> toHandOver(Certificate certificate, Actor actor) {
        return Reach.keeps(actor, certificate.province())
                ? outbox.handLines(list(certificate), life.purposes(certificate.id()))
                : List.of();
    }

    /** Ticks such a message as handed over. Ticking twice is harmless. */
    @Transactional
    void handed(long id, Fields fields, Actor actor) {
        var certificate = kept(id, actor);
        var line = fields.id("line");
        if (toHandOver(certificate, actor).stream().noneMatch(message -> message.id() == line)) {
            throw nothing();
        }
        outbox.handed(list(certificate), line, actor.userId());
    }

    private static String list(Certificate certificate) {
        return Role.COORDINATOR.group(certificate.province());
    }

    /** A coordinator asks the programme manager for a correction or a revocation. */
    @Transactional
    void ask(long id, Fields fields, Actor actor) {
        var certificate = kept(id, actor);
        var ordinal = fields.integer("ordinal", 1, Integer.MAX_VALUE);
        var kind = fields.option("kind", LifeRows.Kind.class);
        var note = fields.text("note", 1000);
        checkInForce(certificate);
        once(() -> life.asked(id, ordinal, kind, note, actor.userId(), clock.instant()));
        audit.record(actor.userId(), "certificate.asked", subject(id));
    }

    /** Closes what was asked without doing it. */
    @Transactional
    void settle(long id, Actor actor) {
        Reach.requireOneOf(actor, DECIDES);
        read(id, actor);
        if (life.settle(id, actor.userId(), clock.instant()) == 0) {
            throw new Refused("", "certificate.life.overtaken");
        }
        audit.record(actor.userId(), "certificate.requestClosed", subject(id));
    }

    /** Keeps how papers name a person whose name or institution is corrected on the list. */
    @EventListener
    @Transactional
    public void on(PersonCorrected corrected) {
        for (var certificate : rows.ofSeats(corrected.seats())) {
            if (certificate.document() != null && !certificate.erased()) {
                life.keepPrinted(certificate.id(), corrected.name(), corrected.institution());
            }
        }
    }

    /** Why it was revoked: what was chosen, or the words instead. */
    private record Why(RevocationReason reason, @Nullable String words) {}

    private void tell(
            Certificate certificate,
            Person holder,
            String purpose,
            String text,
            String address,
            @Nullable String file,
            byte @Nullable [] paper,
            @Nullable Why why) {
        var language = Language.of(Locale.forLanguageTag(holder.language()));
        var meeting = programmes.meeting(certificate.meeting());
        var attached = file == null || paper == null || holder.email() == null
                ? List.<Message.Attachment>of()
                : List.of(new Message.Attachment(file, "application/pdf", paper));
        var words = why == null ? address : why.words();
        var last = words == null && why != null
                ? messages.getMessage("certificate.revoke.for." + why.reason(), null, language.locale())
                : words;
        outbox.plan(new Message(
                Issuing.purpose(certificate.id()) + purpose,
                "certificate-life:" + certificate.meeting().key(),
                new Message.Recipient(
                        holder.name(), holder.email(), holder.phone(), Role.COORDINATOR.group(certificate.province())),
                language.code(),
                messages.getMessage("certificate.mail." + text + ".subject", null, language.locale()),
                messages.getMessage(
                        "certificate.mail." + text,
                        new Object[] {holder.name(), meeting.title().in(language), last},
                        language.locale()),
                attached));
    }

    private Certificate kept(long id, Actor actor) {
        var certificate = read(id, actor);
        Reach.requireKeeps(actor, certificate.province());
        return certificate;
    }

    private static void checkInForce(Certificate certificate) {
        if (certificate.state() != Certificate.State.ISSUED || certificate.erased()) {
            throw new Refused("", "certificate.life.notInForce");
        }
    }

    private static void once(Runnable insert) {
        try {
            insert.run();
        } catch (DuplicateKeyException already) {
            throw new Refused("", "certificate.life.already");
        }
    }

    private Person holder(Certificate certificate) {
        var holder = persons.ofSeats(List.of(certificate.seat())).get(certificate.seat());
        if (holder == null) {
            throw new Refused("", "certificate.life.notInForce");
        }
        return holder;
    }

    static long paper(Certificate certificate) {
        var document = certificate.document();
        if (document == null) {
            throw nothing();
        }
        return document;
    }

    private static Refused overtaken() {
        return new Refused("", "certificate.life.overtaken");
    }

    static NoSuchElementException nothing() {
        return new NoSuchElementException("no such certificate");
    }

    private static String subject(long id) {
        return "certificate:" + id;
    }
}
