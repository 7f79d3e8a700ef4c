package org.dawra.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class StoredOutbox implements Outbox {

    /** Composed messages held in memory at once: with a certificate attached each takes some 60 KB. */
    private static final int CHUNK = 200;

    private final OutboxRows rows;
    private final Composer composer;
    private final Settlements settlements;
    private final MailFiles files;

    StoredOutbox(OutboxRows rows, Composer composer, Settlements settlements, MailFiles files) {
        this.rows = rows;
        this.composer = composer;
        this.settlements = settlements;
        this.files = files;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRED)
    public void planAll(Collection<Message> messages) {
        var chunk = new ArrayList<OutboxRows.Planned>(CHUNK);
        for (var message : messages) {
            chunk.add(planned(message));
            if (chunk.size() == CHUNK) {
                rows.insertMissing(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            rows.insertMissing(chunk);
        }
    }

    private OutboxRows.Planned planned(Message message) {
        var to = message.to();
        var messageId = composer.newMessageId();
        var mailed = Composer.isDeliverable(to.email());
        return new OutboxRows.Planned(
                message.purpose(),
                message.group(),
                mailed ? OutboxRows.Channel.EMAIL : OutboxRows.Channel.HAND,
                to.handList(),
                message.language(),
                messageId,
                mailed
                        ? composer.compose(message, messageId)
                        : new HandNote(to.name(), digits(to.phone()), message.subject(), message.text()).bytes());
    }

    private static @Nullable String digits(@Nullable String phone) {
        var digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? null : digits;
    }

    @Override
    public Map<MessageState, Long> states(String purposeGroup) {
        return rows.states(purposeGroup);
    }

    @Override
    public Map<String, Long> lists(String purposeGroup, MessageState state) {
        return rows.lists(purposeGroup, state);
    }

    @Override
    public boolean isSettled(String purposeGroup) {
        return rows.isSettled(purposeGroup);
    }

    @Override
    public List<HandLine> handList(String list) {
        return rows.handList(list).stream().map(StoredOutbox::line).toList();
    }

    @Override
    public List<HandLine> handLines(String list, Collection<String> purposes) {
        var lines = new ArrayList<HandLine>();
        parts(purposes)
                .forEach(part -> rows.handList(list, part).stream()
                        .map(StoredOutbox::line)
                        .forEach(lines::add));
        lines.sort(Comparator.comparingLong(HandLine::id));
        return lines;
    }

    @Override
    @Transactional
    public void erase(Collection<String> purposes) {
        for (var part : parts(purposes)) {
            rows.groupsOf(part).forEach(settlements::lookAfterCommit);
            forgetAfterCommit(rows.idsOf(part));
            rows.erase(part);
        }
    }

    private void forgetAfterCommit(List<Long> ids) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            files.forget(ids);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                files.forget(ids);
            }
        });
    }

    /** What could not be deleted right after an erasure, or was not since the application stopped in between. */
    @EventListener(ApplicationReadyEvent.class)
    void forgetFilesOfErased() {
        for (var part : parts(files.ids())) {
            files.forget(rows.erasedOf(part));
        }
    }

    /** A database takes only so many parameters in one statement. */
    private static <T> List<List<T>> parts(Collection<T> some) {
        var all = List.copyOf(some);
        var parts = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += CHUNK) {
            parts.add(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return parts;
    }

    private static HandLine line(OutboxRows.Row row) {
        var bytes = row.bytes();
        var note = HandNote.of(bytes == null ? new byte[0] : bytes);
        return new HandLine(
                row.id(),
                row.purpose(),
                note.name(),
                note.phone(),
                note.text(),
                note.whatsApp(),
                row.state() == MessageState.HANDED);
    }

    @Override
    @Transactional
    public boolean handed(String list, long id, String byUserId) {
        var group = rows.groupOnList(list, id);
        group.ifPresent(known -> {
            rows.handed(id, byUserId);
            settlements.lookAfterCommit(known);
        });
        return group.isPresent();
    }
}
