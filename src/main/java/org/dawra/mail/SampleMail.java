package org.dawra.mail;

import java.util.List;
import org.dawra.web.Language;

/** Messages as they are sent, with invented people and facts: what the manager looks at before the year begins. */
public interface SampleMail {

    /** One of each kind, in this language. The purpose names the kind, the group what it is for. */
    List<Message> in(Language language);
}
