package org.dawra.followup;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dawra.access.Account;
import org.dawra.access.Role;
import org.dawra.mail.Message;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes to a person of the staff in their language. Whoever has no address gets a line on the manager's list. */
@Component
class Letters {

    private final MessageSource texts;
    private final PublicUrl url;

    Letters(MessageSource texts, PublicUrl url) {
        this.texts = texts;
        this.url = url;
    }

    /** The subject and text under a key. */
    record Words(String key, Object... args) {}

    /**
     * A message to one person.
     *
     * @param words asked for in the reader's language, whatever the request's own is
     */
    Message to(Account account, String purpose, String group, Function<Language, Words> words) {
        var language = Language.of(Locale.forLanguageTag(account.language()));
        return ChosenLanguage.speaking(language, () -> {
            var said = words.apply(language);
            return new Message(
                    purpose,
                    group,
                    new Message.Recipient(
                            account.displayName(), account.email(), account.phone(), Role.PROGRAMME_MANAGER.group()),
                    account.language(),
                    texts.getMessage(said.key() + ".subject", said.args(), language.locale()),
                    texts.getMessage(said.key() + ".text", said.args(), language.locale()),
                    List.of());
        });
    }

    /** The absolute address of a path. */
    String link(String path) {
        return url.of(path);
    }

    /** The text under a key. */
    String text(Language language, String key, Object... args) {
        return texts.getMessage(key, args, language.locale());
    }
}
