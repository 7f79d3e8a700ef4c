package org.dawra.cycle;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * One thing that is wrong in an edition's file.
 *
 * @param line where it stands, counted from 1
 * @param field path of the field, as {@code meetings[0].capacity}
 * @param messageKey key of the message that says what to change
 */
public record EditionError(int line, String field, String messageKey, List<Object> args)
        implements MessageSourceResolvable {

    public EditionError {
        args = List.copyOf(args);
    }

    @Override
    public String[] getCodes() {
        return new String[] {messageKey};
    }

    @Override
    public Object[] getArguments() {
        return args.toArray();
    }

    @Override
    public String getDefaultMessage() {
        return messageKey + " " + args;
    }
}
