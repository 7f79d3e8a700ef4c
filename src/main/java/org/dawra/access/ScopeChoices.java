package org.dawra.access;

import java.util.List;
import org.dawra.web.Language;

/**
 * What a scoped role can be held for: the provinces of coordinators, the partners of officials. The module that knows
 * them publishes one bean a role.
 */
public interface ScopeChoices {

    /** The scoped role. */
    Role role();

    /** All of them, in the order in which they are offered. */
    List<Choice> choices();

    /** Further names that everybody connects with the network, and that are therefore no password. */
    default List<String> names() {
        return List.of();
    }

    /** One province or partner. */
    record Choice(String code, String arabic, String french) {

        /** As readers of this language call it. */
        public String name(Language language) {
            return language == Language.AR ? arabic : french;
        }
    }
}
