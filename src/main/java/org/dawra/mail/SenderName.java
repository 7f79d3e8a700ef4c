package org.dawra.mail;

import java.util.Optional;
import org.dawra.web.Language;

/** Whose mail it is, for readers of a language. The module that knows the network publishes one bean. */
public interface SenderName {

    /** The name; empty while there is none. */
    Optional<String> in(Language language);
}
