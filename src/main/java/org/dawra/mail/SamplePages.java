package org.dawra.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@code /mail/samples}: every kind of message in the three languages, as text and as a reader of mail shows it. */
@Controller
@RequestMapping("/mail/samples")
class SamplePages {

    /** The page is shown in a frame of ours, runs nothing and fetches nothing; a mail's styles stand at its elements. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'self'; sandbox";

    private final ObjectProvider<SampleMail> samples;
    private final Composer composer;
    private final EmailChannel mail;
    private final MailWork work;
    private final PublicUrl url;

    SamplePages(
            ObjectProvider<SampleMail> samples, Composer composer, EmailChannel mail, MailWork work, PublicUrl url) {
        this.samples = samples;
        this.composer = composer;
        this.mail = mail;
        this.work = work;
        this.url = url;
    }

    /** A kind of message in the list. */
    record Kind(String id, String about, String subject, boolean declinable) {}

    @GetMapping
    String list(Model model) {
        var language = ChosenLanguage.current();
        model.addAttribute(
                "kinds",
                all(language)
                        .map(message -> new Kind(
                                message.purpose(),
                                work.purpose(message.group(), language.locale()),
                                message.subject(),
                                message.decline() != Message.Decline.NEVER))
                        .toList());
        return "mail/samples";
    }

    @GetMapping("/{kind}/{language}")
    String one(@PathVariable String kind, @PathVariable String language, Model model) {
        var shown = known(language);
        var message = find(kind, shown);
        model.addAttribute("kind", kind);
        model.addAttribute("shown", shown);
        model.addAttribute("languages", Language.values());
        model.addAttribute("letter", mail.read(mail.content(message, composer.messageId("sample"), decline(message))));
        model.addAttribute(
                "about", work.purpose(message.group(), ChosenLanguage.current().locale()));
        return "mail/sample";
    }

    @GetMapping("/{kind}/{language}/html")
    ResponseEntity<byte[]> html(@PathVariable String kind, @PathVariable String language) {
        var message = find(kind, known(language));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(composer.html(message, decline(message)).getBytes(StandardCharsets.UTF_8));
    }

    private Stream<Message> all(Language language) {
        return samples.stream().map(sample -> sample.in(language)).flatMap(List::stream);
    }

    private Message find(String kind, Language language) {
        return all(language)
                .filter(message -> message.purpose().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such kind"));
    }

    private static Language known(String code) {
        return Arrays.stream(Language.values())
                .filter(language -> language.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such language"));
    }

    private @Nullable String decline(Message message) {
        return message.decline() == Message.Decline.NEVER ? null : url.of("/unsubscribe/…");
    }
}
