package org.dawra.access;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.mail.SecretText;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Brings links to people: by mail, in which the link is made only when it is sent, or as a text, a picture and a WhatsApp
 * message that are shown once to whoever hands it over.
 */
@Component
class LinkLetters implements SecretText {

    /** Who asks again within this time gets no second mail. */
    private static final long SILENCE_SECONDS = 600;

    private static final String INVITATION = "access-invitation:";
    private static final String RESET = "access-reset:";
    private static final String NOTICE = "access-notice:";
    private static final int QUIET_MARGIN = 4;
    private static final int DOT = 6;

    private final Outbox outbox;
    private final AccessLinks links;
    private final AccountRows accounts;
    private final Duties duties;
    private final PublicUrl url;
    private final MessageSource messages;
    private final WaitingTime time;
    private final Clock clock;

    LinkLetters(
            Outbox outbox,
            AccessLinks links,
            AccountRows accounts,
            Duties duties,
            PublicUrl url,
            MessageSource messages,
            WaitingTime time,
            Clock clock) {
        this.outbox = outbox;
        this.links = links;
        this.accounts = accounts;
        this.duties = duties;
        this.url = url;
        this.messages = messages;
        this.time = time;
        this.clock = clock;
    }

    /** A link as it is shown once, to be handed over. */
    record Shown(String link, String text, String whatsApp, String picture) implements Serializable {}

    /** Mails with invitations for this account settle together. */
    static String groupOfInvitation(String userId) {
        return INVITATION + userId;
    }

    static boolean canBeMailed(Account account) {
        return recipient(account).hasMail();
    }

    /** Plans the mail by which somebody sets a first password, or another one. */
    void mail(Account account, AccessLinks.Purpose purpose, boolean first) {
        var group = (purpose == AccessLinks.Purpose.INVITATION ? INVITATION : RESET) + account.userId();
        var moment = clock.instant().getEpochSecond();
        var key = first ? "access.letter.invitation" : "access.letter.reset";
        var distinct = purpose == AccessLinks.Purpose.RESET
                ? moment / SILENCE_SECONDS
                : clock.instant().toEpochMilli();
        plan(account, group, group + ":" + distinct, key, purpose, path(PLACE));
    }

    /** Tells the holder of an account that somebody was given a link to it. */
    void tellOfHandedLink(Account account, String by) {
        if (canBeMailed(account)) {
            var group = NOTICE + account.userId();
            plan(
                    account,
                    group,
                    group + ":" + clock.instant().toEpochMilli(),
                    "access.letter.handed",
                    AccessLinks.Purpose.INVITATION,
                    by);
        }
    }

    private void plan(
            Account account, String group, String purpose, String key, AccessLinks.Purpose link, String last) {
        var language = Language.of(Locale.forLanguageTag(account.language()));
        outbox.plan(new Message(
                purpose,
                group,
                recipient(account),
                language.code(),
                messages.getMessage(key + ".subject", null, language.locale()),
                text(account, key + ".text", link, last),
                List.of()));
    }

    /** A link made for whoever asked to hand it over; nobody can see it a second time. */
    Shown show(Account account, String token, boolean first) {
        var link = path(token);
        var text = text(
                account,
                first ? "access.letter.invitation.text" : "access.letter.reset.text",
                AccessLinks.Purpose.INVITATION,
                link);
        var phone = account.phone();
        var whatsApp = "https://wa.me/" + (phone == null ? "" : phone) + "?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return new Shown(link, text, whatsApp, picture(link));
    }

    private String text(Account account, String key, AccessLinks.Purpose purpose, String last) {
        var language = Language.of(Locale.forLanguageTag(account.language()));
        return messages.getMessage(
                key,
                new Object[] {
                    account.displayName(),
                    duties.name(Duty.of(account), language),
                    account.userId(),
                    time.hours(purpose.holds(), language.locale()),
                    last
                },
                language.locale());
    }

    /** While nobody has set the public address, the one under which whoever invites has come here. */
    private String path(String token) {
        var path = "/welcome/" + token;
        return url.isSet() || RequestContextHolder.getRequestAttributes() == null
                ? url.of(path)
                : ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path;
    }

    private static Message.Recipient recipient(Account account) {
        return new Message.Recipient(account.displayName(), account.email(), null, "people");
    }

    @Override
    public boolean isFor(String purposeGroup) {
        return purposeGroup.startsWith(INVITATION) || purposeGroup.startsWith(RESET);
    }

    @Override
    public Optional<String> next(String purposeGroup) {
        var user = purposeGroup.substring(purposeGroup.indexOf(':') + 1);
        return accounts.standing(user)
                .filter(standing -> standing.state() != AccountState.DISABLED)
                .map(standing -> links.issue(
                        user,
                        purposeGroup.startsWith(INVITATION)
                                ? AccessLinks.Purpose.INVITATION
                                : AccessLinks.Purpose.RESET));
    }

    /** The link as a QR code, an SVG within the page itself: a file of its own would be another place that knows it. */
    private static String picture(String link) {
        try {
            ByteMatrix dots = Encoder.encode(
                            link, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
            var size = dots.getWidth() + 2 * QUIET_MARGIN;
            var path = new StringBuilder();
            for (var y = 0; y < dots.getHeight(); y++) {
                for (var x = 0; x < dots.getWidth(); x++) {
                    if (dots.get(x, y) == 1) {
                        path.append("M%d %dh1v1h-1z".formatted(x + QUIET_MARGIN, y + QUIET_MARGIN));
                    }
                }
            }
            var svg = ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %1$d' width='%2$d' height='%2$d'>"
                            + "<rect width='%1$d' height='%1$d' fill='#fff'/><path d='%3$s'/></svg>")
                    .formatted(size, size * DOT, path);
            return "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        } catch (WriterException e) {
            throw new IllegalStateException("A link is never too long for a QR code.", e);
        }
    }
}
