package org.dawra.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who wants no more mail of which kind. A kind is what stands before the colon of a group. */
@Component
class Declines {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private final JdbcClient jdbc;
    private final ObjectProvider<Declining> switches;
    private final Clock clock;

    Declines(JdbcClient jdbc, ObjectProvider<Declining> switches, Clock clock) {
        this.jdbc = jdbc;
        this.switches = switches;
        this.clock = clock;
    }

    /** What a link is about. */
    record Standing(String group, boolean declined, boolean byHand) {}

    private record Row(long id, String purpose, String group, Message.Decline decline) {}

    static String newToken() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String kind(String group) {
        var colon = group.indexOf(':');
        return colon < 0 ? group : group.substring(0, colon);
    }

    Optional<Standing> find(String token) {
        return row(token)
                .map(row -> new Standing(
                        row.group(),
                        jdbc.sql("select count(*) from mail_declined where outbox_id = ?")
                                        .param(row.id())
                                        .query(Integer.class)
                                        .single()
                                > 0,
                        row.decline() == Message.Decline.BY_HAND));
    }

    /** Declines, or takes it back. Whoever does it twice has done it once. */
    @Transactional
    public void set(String token, boolean off) {
        var row = row(token).orElseThrow(NoSuchElementException::new);
        switches.stream().filter(known -> known.isFor(row.group())).forEach(known -> known.decline(row.purpose(), off));
        if (off) {
            jdbc.sql("insert into mail_declined (outbox_id, topic, at) select cast(? as bigint),"
                            + " cast(? as varchar(60)), cast(? as timestamp with time zone)"
                            + " where not exists (select 1 from mail_declined where outbox_id = ?)")
                    .params(
                            row.id(),
                            kind(row.group()),
                            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                            row.id())
                    .update();
        } else {
            jdbc.sql(
                            "delete from mail_declined where topic = ? and outbox_id in (select c.outbox_id from outbox_content c"
                                    + " where lower(c.to_address) = (select lower(o.to_address) from outbox_content o"
                                    + " where o.outbox_id = ?))")
                    .params(kind(row.group()), row.id())
                    .update();
        }
    }

    /** In lower case, who has declined messages of this group's kind; nobody where the kind has a switch of its own. */
    Set<String> addresses(String group) {
        if (switches.stream().anyMatch(known -> known.isFor(group))) {
            return Set.of();
        }
        return jdbc
                .sql("select lower(to_address) from mail_declined d join outbox_content c on c.outbox_id = d.outbox_id"
                        + " where topic = ?")
                .param(kind(group))
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Row> row(String token) {
        return jdbc.sql("select id, purpose, purpose_group, decline from outbox join outbox_content on outbox_id = id"
                        + " where decline_hash = ?")
                .param(hash(token))
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getString("purpose"),
                        row.getString("purpose_group"),
                        Message.Decline.valueOf(row.getString("decline"))))
                .optional();
    }
}
