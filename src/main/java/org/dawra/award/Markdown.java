package org.dawra.award;

/** Text of people inside Markdown, which the forms' text blocks are: it must not format anything. */
final class Markdown {

    private Markdown() {}

    /** The text on one line, with every character escaped that could mean something. */
    static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]()<>#+!|~-])", "\\\\$1");
    }
}
