package org.dawra.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.engine.HumanTask;
import org.dawra.web.Formats;
import org.dawra.web.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says for whom a task waits, in the reader's language: the person who has it, or the duty of those who may do it. */
@Component
public class TaskHolders {

    private final Accounts accounts;
    private final Duties duties;
    private final MessageSource messages;

    TaskHolders(Accounts accounts, Duties duties, MessageSource messages) {
        this.accounts = accounts;
        this.duties = duties;
        this.messages = messages;
    }

    /** Who, as {@code منسق(ة) إقليم برشيد}; the holder of a personal link has no account and is called so. */
    public String of(HumanTask task, Language language) {
        var assignee = task.assignee();
        if (assignee != null) {
            return person(assignee, language);
        }
        return groups(task.groups(), language);
    }

    /** The duties that the groups stand for. */
    public String groups(Set<String> groups, Language language) {
        var separator = language == Language.AR ? "، " : ", ";
        return groups.stream()
                .sorted()
                .map(group ->
                        duty(group).map(duty -> duties.spoken(duty, language)).orElse(group))
                .collect(Collectors.joining(separator));
    }

    /** The account's name and duty. */
    public String person(String userId, Language language) {
        return accounts.find(userId)
                .map(account -> {
                    var duty = duties.spoken(Duty.of(account), language);
                    return account.displayName().equals(duty)
                            ? duty
                            : Formats.isolated(account.displayName(), language) + " · " + duty;
                })
                .orElseGet(() -> link(language.locale()));
    }

    private String link(Locale locale) {
        return messages.getMessage("access.holder.link", null, locale);
    }

    private static Optional<Duty> duty(String group) {
        for (var role : List.of(Role.values())) {
            if (role.group().equals(group)) {
                return Optional.of(new Duty(role, null));
            }
            var stem = role.isScoped() ? role.group("") : null;
            if (stem != null && group.startsWith(stem)) {
                return Optional.of(new Duty(role, group.substring(stem.length())));
            }
        }
        return Optional.empty();
    }
}
