package org.dawra.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user task as a decision on one card of a phone: what is asked, what waits behind it, the facts and papers needed, and
 * two deeds, or three. All texts are in the language of the request.
 *
 * @param ask what is asked, in one sentence
 * @param behind what goes on only after the decision
 * @param facts in brief
 * @param notes what others have written that bears on the decision, newest last
 * @param tables what is read as a table on the page itself
 * @param papers the documents to read before
 * @param choices what is ticked on the page; null where nothing is
 * @param yes the deed that the task asks for
 * @param no the other deed
 * @param end a third deed, below the two buttons: what cannot be taken back; null where there is none
 */
public record Decision(
        String ask,
        String behind,
        List<Fact> facts,
        List<String> notes,
        List<Table> tables,
        List<Paper> papers,
        @Nullable Choices choices,
        Deed yes,
        Deed no,
        @Nullable Deed end) {

    public Decision {
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
        tables = List.copyOf(tables);
        papers = List.copyOf(papers);
    }

    /** A decision between two deeds. */
    public Decision(
            String ask,
            String behind,
            List<Fact> facts,
            List<String> notes,
            List<Table> tables,
            List<Paper> papers,
            @Nullable Choices choices,
            Deed yes,
            Deed no) {
        this(ask, behind, facts, notes, tables, papers, choices, yes, no, null);
    }

    /** The same, with a deed that ends it for good. */
    public Decision ending(Deed deed) {
        return new Decision(ask, behind, facts, notes, tables, papers, choices, yes, no, deed);
    }

    /** One fact. */
    public record Fact(String name, String text) {}

    /** Rows under their columns; the first cell of a row names it. */
    public record Table(String caption, List<String> columns, List<List<String>> rows) {}

    /** A document and where it is opened. {@code kilobytes} is 0 where the size is not known: a page of ours. */
    public record Paper(String name, String path, long kilobytes) {}

    /**
     * Rows of which some are ticked. The form's field of this name gets a row for each, {@code id} and the field's own name
     * as the tick.
     */
    public record Choices(String field, String legend, List<Choice> all) {

        public Choices {
            all = List.copyOf(all);
        }
    }

    /** One row to tick. */
    public record Choice(String id, String text) {}

    /**
     * One of the deeds.
     *
     * @param label of the button
     * @param fields what is sent besides the reason
     * @param consent what must be ticked before, sent as the field {@code consent}; null where nothing is
     * @param reason the field for a reason; null where none is asked
     * @param reasonLabel of that field
     * @param next what happens after it and who has it then
     */
    public record Deed(
            String label,
            Map<String, String> fields,
            @Nullable String consent,
            @Nullable String reason,
            String reasonLabel,
            String next) {

        public Deed {
            fields = Map.copyOf(fields);
        }

        /** A deed of one tap. */
        public static Deed of(String label, Map<String, String> fields, String next) {
            return new Deed(label, fields, null, null, "", next);
        }

        /** A deed for which the given sentence must be ticked. */
        public Deed consenting(String sentence) {
            return new Deed(label, fields, sentence, reason, reasonLabel, next);
        }

        /** A deed that says why, in the form's field of this name. */
        public Deed because(String field, String fieldLabel) {
            return new Deed(label, fields, consent, field, fieldLabel, next);
        }
    }
}
