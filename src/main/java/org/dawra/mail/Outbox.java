package org.dawra.mail;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Messages to people, written in the transaction that decides them and sent afterwards by the dispatcher. */
public interface Outbox {

    /** Plans one message; a second one with the same purpose is ignored. */
    default void plan(Message message) {
        planAll(List.of(message));
    }

    /** Plans messages in one batch; those whose purpose is already planned are ignored. */
    void planAll(Collection<Message> messages);

    /** How many messages of a group are in each state. */
    Map<MessageState, Long> states(String purposeGroup);

    /** How many messages of a group in one state belong to whom, by the list of whoever would hand them over. */
    Map<String, Long> lists(String purposeGroup, MessageState state);

    /** Whether no message of the group is on its way any more: each is SENT, HANDED, FAILED or UNKNOWN. */
    boolean isSettled(String purposeGroup);

    /** Messages of a list that somebody must hand over, newest last. {@code list} is the scope, as {@code coordinator-<province>}. */
    List<HandLine> handList(String list);

    /** Ticks a line as handed over; answers false when the line is not on this list. Ticking twice is harmless. */
    boolean handed(String list, long id, String byUserId);

    /** The lines of a list for these purposes only; a message that went by e-mail has no line. */
    List<HandLine> handLines(String list, Collection<String> purposes);

    /** Erases what messages with these purposes say about a person and stops those not sent yet; ids and states stay. */
    void erase(Collection<String> purposes);
}
