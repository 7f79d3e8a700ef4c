package org.dawra.mail;

import java.util.List;
import org.springframework.stereotype.Component;

/** All ways to people, the preferred ones first; the last one leads to anybody. */
@Component
class Channels {

    private final List<Channel> inOrder;

    Channels(List<Channel> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    Channel to(Message.Recipient person) {
        return inOrder.stream()
                .filter(channel -> channel.reaches(person))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Some channel must reach everybody."));
    }

    Channel named(String name) {
        return inOrder.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No channel is named " + name));
    }

    List<SendingChannel> sending() {
        return inOrder.stream()
                .filter(SendingChannel.class::isInstance)
                .map(SendingChannel.class::cast)
                .toList();
    }
}
