package org.dawra.mail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dawra.web.PublicUrl;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Channels channels;
    private final Composer composer;
    private final Declines declines;
    private final PublicUrl url;
    private final Settlements settlements;
    private final MailFiles files;
    private final ObjectProvider<SecretText> secrets;

    StoredOutbox(
            OutboxRows rows,
            Channels channels,
            Composer composer,
            Declines declines,
            PublicUrl url,
            Settlements settlements,
            MailFiles files,
            ObjectProvider<SecretText> secrets) {
        this.rows = rows;
        this.channels = channels;
        this.composer = composer;
        this.declines = declines;
        this.url = url;
        this.settlements = settlements;
        this.files = files;
        this.secrets = secrets;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRED)
    public void planAll(Collection<Message> messages) {
        var chunk = new ArrayList<OutboxRows.Planned>(CHUNK);
        var secretTexts = secrets.stream().toList(); // a search of the whole context
        Map<String, Set<String>> declined = new HashMap<>();
        for (var message : messages) {
            if (hasDeclined(message, declined)) {
                if (message.decline() == Message.Decline.NO_MORE) {
                    continue;
                }
                message = message.withoutMail();
            }
            chunk.add(planned(message, secretTexts));
            if (chunk.size() == CHUNK) {
                rows.insertMissing(chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            rows.insertMissing(chunk);
        }
    }

    private boolean hasDeclined(Message message, Map<String, Set<String>> known) {
        return message.decline() != Message.Decline.NEVER
                && MailAddress.of(message.to().email())
                        .filter(address -> known.computeIfAbsent(message.group(), declines::addresses)
                                .contains(address.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private OutboxRows.Planned planned(Message message, List<SecretText> secretTexts) {
        var channel = channels.to(message.to());
        var messageId = composer.newMessageId();
        var token = message.decline() != Message.Decline.NEVER && channel instanceof SendingChannel
                ? Declines.newToken()
                : null;
        return new OutboxRows.Planned(
                message.purpose(),
                message.group(),
                channel.name(),
                channel instanceof SendingChannel,
                secretTexts.stream().anyMatch(secret -> secret.isFor(message.group())),
                message.to().handList(),
                message.language(),
                messageId,
                message.to(),
                message.decline(),
                token == null ? null : Declines.hash(token),
                channel.content(message, messageId, token == null ? null : url.of("/unsubscribe/" + token)));
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
        return rows.handList(list).stream().map(this::line).toList();
    }

    @Override
    public List<HandLine> handLines(String list, Collection<String> purposes) {
        var lines = new ArrayList<HandLine>();
        parts(purposes)
                .forEach(part ->
                        rows.handList(list, part).stream().map(this::line).forEach(lines::add));
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

    /** Messages from before persons could be searched for. */
    @EventListener(ApplicationReadyEvent.class)
    void nameOlderMessages() {
        for (var some = rows.unnamed(CHUNK); !some.isEmpty(); some = rows.unnamed(CHUNK)) {
            for (var row : some) {
                var channel = channels.named(row.channel());
                var letter = channel.read(Objects.requireNonNull(row.bytes()));
                var sent = channel instanceof SendingChannel;
                rows.name(
                        row.id(),
                        letter.name(),
                        sent ? letter.address() : null,
                        sent || letter.address().isEmpty()
                                ? null
                                : letter.address().substring(1));
            }
        }
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

    private HandLine line(OutboxRows.Row row) {
        return HandLine.of(row, channels.named(row.channel()));
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
