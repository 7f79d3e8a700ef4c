package org.dawra.overview;

import java.util.Locale;
import java.util.regex.Pattern;
import org.dawra.access.Accounts;
import org.dawra.audit.AuditEntry;
import org.dawra.engine.ProcessHistory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in plain words what a row of the audit trail says in ids. */
@Component
class DeedWords {

    private static final String DEED = "overview.audit.deed.";
    private static final Pattern STEP = Pattern.compile("([a-z-]+)/(\\w+):(.*)");

    private static final Pattern HOLDER = Pattern.compile("(party|registration|seat)-\\d+");

    private final Accounts accounts;
    private final ProcessHistory history;
    private final MessageSource texts;

    DeedWords(Accounts accounts, ProcessHistory history, MessageSource texts) {
        this.accounts = accounts;
        this.history = history;
        this.texts = texts;
    }

    /** What was done, as {@code أنجز المهمة: المصادقة على البرنامج}; the code itself where there are no words. */
    String deed(AuditEntry entry, Locale locale) {
        var step = STEP.matcher(entry.subject());
        var what = step.matches() ? element(step.group(1), step.group(2), locale) : "";
        return deed(entry.deed(), what, locale);
    }

    /** The words of a kind of deed. */
    String deed(String deed, String what, Locale locale) {
        var text = texts.getMessage(DEED + deed, new Object[] {what}, deed, locale);
        return text == null ? deed : text;
    }

    private String element(String process, String element, Locale locale) {
        var drawn = history.elementName(process, element).orElse(element);
        var name = texts.getMessage(process + "." + element + ".name", null, drawn, locale);
        return name == null ? drawn : name;
    }

    /** Who: the role of an account, the words for what is no account, or the id itself. */
    String actor(String actor, Locale locale) {
        return accounts.find(actor)
                .map(account -> texts.getMessage("access.role." + account.role().name(), null, locale))
                .orElseGet(() -> known(actor, locale));
    }

    private String known(String actor, Locale locale) {
        var text = texts.getMessage("overview.audit.actor." + kind(actor), null, actor, locale);
        return text == null ? actor : text;
    }

    /** {@code registration-17} and {@code party-3} are holders of personal links. */
    private static String kind(String actor) {
        var holder = HOLDER.matcher(actor);
        return holder.matches() ? holder.group(1) : actor;
    }
}
