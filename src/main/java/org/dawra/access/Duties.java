package org.dawra.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dawra.engine.Actor;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The duties for which accounts are made, who may give them, and how they are called. */
@Component("accountDuties")
class Duties {

    /** Where two persons must act, nobody makes the other one up: only who has no part in the programme invites them. */
    private static final Set<Role> BY_ADMINISTRATORS =
            EnumSet.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR);

    private final ObjectProvider<ScopeChoices> scopes;
    private final MessageSource messages;

    Duties(ObjectProvider<ScopeChoices> scopes, MessageSource messages) {
        this.scopes = scopes;
        this.messages = messages;
    }

    /** The roles whose accounts this person may make, change and close. */
    static Set<Role> givenBy(Actor by) {
        if (by.in(Role.ADMINISTRATOR.group())) {
            return EnumSet.allOf(Role.class);
        }
        return by.in(Role.PROGRAMME_MANAGER.group())
                ? EnumSet.complementOf(EnumSet.copyOf(BY_ADMINISTRATORS))
                : Set.of();
    }

    /** Duties of one role, or of the roles without scope under an empty heading, in the order of a select. */
    Map<String, List<Offer>> offers(Set<Role> roles, @Nullable Duty current, Language language) {
        var offers = new LinkedHashMap<String, List<Offer>>();
        offers.put("", new ArrayList<>());
        for (var role : Role.values()) {
            if (!roles.contains(role)) {
                continue;
            }
            if (role.isScoped()) {
                offers.put(
                        title(role, language.locale()),
                        scopesOf(role).entrySet().stream()
                                .map(entry -> new Offer(
                                        new Duty(role, entry.getKey()).code(),
                                        entry.getValue().name(language)))
                                .toList());
            } else {
                offers.computeIfAbsent("", none -> new ArrayList<>())
                        .add(new Offer(role.name(), title(role, language.locale())));
            }
        }
        if (current != null
                && offers.values().stream()
                        .flatMap(List::stream)
                        .noneMatch(offer -> offer.code().equals(current.code()))) {
            offers.computeIfAbsent("", none -> new ArrayList<>())
                    .add(new Offer(current.code(), name(current, language)));
        }
        offers.values().removeIf(List::isEmpty);
        return offers;
    }

    /** One option of a select. */
    record Offer(String code, String name) {}

    /** Whether somebody can be given this duty: a scoped role only for a province or partner that some edition names. */
    boolean exists(Duty duty) {
        return duty.scope() == null || scopesOf(duty.role()).containsKey(duty.scope());
    }

    /** The role and its scope, as {@code منسق(ة) الإقليم: سيدي بنور}. */
    String name(Duty duty, Language language) {
        var title = title(duty.role(), language.locale());
        var scope = duty.scope();
        if (scope == null) {
            return title;
        }
        var known = scopesOf(duty.role()).get(scope);
        return title + (language == Language.FR ? "\u00a0: " : ": ") + (known == null ? scope : known.name(language));
    }

    /** As people say it, with the name of the province or partner: {@code منسق(ة) إقليم سيدي بنور}. */
    String spoken(Duty duty, Language language) {
        var scope = duty.scope();
        if (scope == null) {
            return title(duty.role(), language.locale());
        }
        var known = scopesOf(duty.role()).get(scope);
        return messages.getMessage(
                "access.role." + duty.role().name() + ".of",
                new Object[] {known == null ? scope : known.name(language)},
                language.locale());
    }

    private String title(Role role, Locale locale) {
        return messages.getMessage("access.role." + role.name(), null, locale);
    }

    private Map<String, ScopeChoices.Choice> scopesOf(Role role) {
        var choices = new LinkedHashMap<String, ScopeChoices.Choice>();
        scopes.stream()
                .filter(scope -> scope.role() == role)
                .flatMap(scope -> scope.choices().stream())
                .forEach(choice -> choices.putIfAbsent(choice.code(), choice));
        return choices;
    }
}
