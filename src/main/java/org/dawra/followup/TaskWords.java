package org.dawra.followup;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.access.ScopeChoices;
import org.dawra.access.TaskSubjects;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words what a task is, whose it is and where it is done; in the language of the request, or of the letter. */
@Component
class TaskWords {

    private static final Set<Role> IN_TASKLIST = Set.of(Role.COORDINATOR, Role.PROGRAMME_MANAGER);

    private final TaskSubjects subjects;
    private final Accounts accounts;
    private final ObjectProvider<ScopeChoices> scopes;
    private final MessageSource texts;

    TaskWords(TaskSubjects subjects, Accounts accounts, ObjectProvider<ScopeChoices> scopes, MessageSource texts) {
        this.subjects = subjects;
        this.accounts = accounts;
        this.scopes = scopes;
        this.texts = texts;
    }

    /** A role, and the province or partner it is held for. */
    record Duty(Role role, @Nullable String scope) {}

    /** What is to be done. */
    String name(HumanTask task) {
        var key = task.processKey() + "." + task.definitionKey() + ".name";
        var name = texts.getMessage(
                key, null, task.name(), ChosenLanguage.current().locale());
        return name == null ? task.name() : name;
    }

    /** What it is about, or an empty text. */
    String about(HumanTask task) {
        var said = subjects.about(task);
        return said.isEmpty()
                ? duties(task).stream()
                        .filter(duty -> duty.scope() != null)
                        .findFirst()
                        .map(duty -> scopeName(duty))
                        .orElse("")
                : said;
    }

    /** Name and subject in one. */
    String title(HumanTask task) {
        var about = about(task);
        return about.isEmpty() ? name(task) : name(task) + " · " + about;
    }

    /** Where a person with this role does the task. */
    String path(HumanTask task, Role role) {
        var page = subjects.page(task);
        if (page != null) {
            return page.path(task);
        }
        if (role == Role.PRESIDENT) {
            // One page for a phone, with the document and two buttons.
            return "/waiting-for-me";
        }
        return IN_TASKLIST.contains(role) ? "/camunda/app/tasklist/default/#/?task=" + task.id() : "/my-tasks";
    }

    /** Those who have the task: the one in whose hands it is, otherwise all who may take it. */
    List<Account> holders(HumanTask task) {
        return task.assignee() == null
                ? mayDo(task)
                : accounts.find(task.assignee()).map(List::of).orElse(List.of());
    }

    /** All who may do the task, whoever has taken it. */
    List<Account> mayDo(HumanTask task) {
        return accounts.active().stream()
                .filter(account -> task.isFor(accounts.actor(account)))
                .sorted(Comparator.comparing(Account::displayName))
                .toList();
    }

    /** Several people's names in one text. */
    String names(List<Account> people) {
        return people.isEmpty()
                ? "—"
                : people.stream()
                        .map(Account::displayName)
                        .collect(Collectors.joining(ChosenLanguage.current() == Language.AR ? "، " : ", "));
    }

    /** The duties for which a task waits. */
    List<Duty> duties(HumanTask task) {
        return task.groups().stream()
                .flatMap(group -> duty(group).stream())
                .sorted(Comparator.comparing(Duty::role))
                .toList();
    }

    /** The role of whoever has or may take the task; empty for the holder of a personal link. */
    Optional<Role> role(HumanTask task) {
        return duties(task).stream()
                .map(Duty::role)
                .findFirst()
                .or(() -> task.assignee() == null
                        ? Optional.empty()
                        : accounts.find(task.assignee()).map(Account::role));
    }

    /** The province for whose coordinator a task waits. */
    Optional<String> province(HumanTask task) {
        return duties(task).stream()
                .filter(duty -> duty.role() == Role.COORDINATOR && duty.scope() != null)
                .map(duty -> String.valueOf(duty.scope()))
                .findFirst();
    }

    /** A duty as people call it, as {@code منسق(ة) الإقليم: سيدي بنور}. */
    String name(Duty duty) {
        var language = ChosenLanguage.current();
        var title = roleName(duty.role());
        return duty.scope() == null ? title : title + (language == Language.FR ? "\u00a0: " : ": ") + scopeName(duty);
    }

    /** A role as people call it. */
    String roleName(Role role) {
        return texts.getMessage(
                "access.role." + role.name(), null, ChosenLanguage.current().locale());
    }

    private String scopeName(Duty duty) {
        return choices(duty.role()).stream()
                .filter(choice -> choice.code().equals(duty.scope()))
                .findFirst()
                .map(choice -> choice.name(ChosenLanguage.current()))
                .orElse(String.valueOf(duty.scope()));
    }

    private Optional<Duty> duty(String group) {
        for (var role : Role.values()) {
            if (!role.isScoped() && role.group().equals(group)) {
                return Optional.of(new Duty(role, null));
            }
            if (role.isScoped()) {
                for (var choice : choices(role)) {
                    if (role.group(choice.code()).equals(group)) {
                        return Optional.of(new Duty(role, choice.code()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Provinces or partners, each once. */
    List<ScopeChoices.Choice> choices(Role role) {
        var seen = new HashSet<String>();
        return scopes.stream()
                .filter(choices -> choices.role() == role)
                .flatMap(choices -> choices.choices().stream())
                .filter(choice -> seen.add(choice.code()))
                .toList();
    }
}
