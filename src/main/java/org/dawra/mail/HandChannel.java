package org.dawra.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** By hand: a line on somebody's list, who calls, writes by WhatsApp or hands over a print, and ticks it. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class HandChannel implements Channel {

    static final String NAME = "HAND";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reaches(Message.Recipient to) {
        return true;
    }

    @Override
    public byte[] content(Message message, String messageId, @Nullable String declineLink) {
        var to = message.to();
        return new HandNote(to.name(), to.digits(), message.subject(), message.text()).bytes();
    }

    @Override
    public Letter read(byte[] content) {
        var note = HandNote.of(content);
        return new Letter(
                note.name(), note.phone() == null ? "" : "+" + note.phone(), note.subject(), note.text(), List.of());
    }
}
