package org.dawra.mail;

import java.util.Optional;
import org.dawra.web.Language;

/** Calls a list of messages to hand over by whose it is. The module that knows duties publishes one bean. */
public interface HandListName {

    /** The name of the list, as {@code منسق(ة) الإقليم: سيدي بنور}; empty for one it does not know. */
    Optional<String> of(String list, Language language);
}
