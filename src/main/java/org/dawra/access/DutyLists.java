package org.dawra.access;

import java.util.Optional;
import org.dawra.mail.HandListName;
import org.dawra.web.Language;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lists of messages to hand over are named as the groups of those who hand them over. */
@Component
class DutyLists implements HandListName {

    private final ObjectProvider<ScopeChoices> scopes;
    private final Duties duties;

    DutyLists(ObjectProvider<ScopeChoices> scopes, Duties duties) {
        this.scopes = scopes;
        this.duties = duties;
    }

    @Override
    public Optional<String> of(String list, Language language) {
        for (var role : Role.values()) {
            if (!role.isScoped() && role.group().equals(list)) {
                return Optional.of(duties.name(new Duty(role, null), language));
            }
        }
        return scopes.stream()
                .flatMap(scope -> scope.choices().stream()
                        .filter(choice -> scope.role().group(choice.code()).equals(list))
                        .map(choice -> duties.name(new Duty(scope.role(), choice.code()), language)))
                .findFirst();
    }
}
