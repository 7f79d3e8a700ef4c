package org.dawra.mail;

import java.util.List;

/**
 * A message as the pages show it.
 *
 * @param name of the person
 * @param address to which it goes, or a telephone number as {@code +2126…}; empty without
 */
record Letter(String name, String address, String subject, String text, List<Attached> attachments) {

    /** What is left of a message whose content was erased, or can no longer be read. */
    static final Letter ERASED = new Letter("", "", "", "", List.of());

    /** A file that goes with it. */
    record Attached(String name, int kilobytes) {}

    Letter withoutText() {
        return new Letter(name, address, subject, "", attachments);
    }
}
