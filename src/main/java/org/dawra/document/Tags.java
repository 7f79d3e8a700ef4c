package org.dawra.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structure of one paper: what is a heading, a row, a figure, in the order it is read. */
final class Tags {

    /** A structure element; its kids are elements and marked contents of pages. */
    static final class Tag {
        private final String type;
        private final @Nullable Tag parent;
        private final List<Object> kids = new ArrayList<>();
        private String entries = "";
        private int object;

        private Tag(String type, @Nullable Tag parent) {
            this.type = type;
            this.parent = parent;
        }

        /** A child in reading order. */
        Tag add(String childType) {
            Tag child = new Tag(childType, this);
            kids.add(child);
            return child;
        }

        /** The same with entries of its dictionary: attributes, alternative text, language. */
        Tag with(String more) {
            entries += more;
            return this;
        }

        Tag speaking(@Nullable PaperLanguage language) {
            return language == null ? this : with("/Lang(" + language.tag() + ")");
        }

        String type() {
            return type;
        }

        void mark(int page, int number) {
            kids.add(new Mark(page, number));
        }
    }

    private record Mark(int page, int number) {}

    private final Tag root;

    Tags(PaperLanguage language, String title) {
        root = new Tag("Part", null).speaking(language).with("/T" + PdfFile.text(title));
    }

    Tag root() {
        return root;
    }

    /** Gives every element its number, so that pages can name them before they are written. */
    void number(PdfFile file) {
        number(root, file);
    }

    private static void number(Tag tag, PdfFile file) {
        tag.object = file.reserve();
        for (Object kid : tag.kids) {
            if (kid instanceof Tag child) {
                number(child, file);
            }
        }
    }

    static int objectOf(Tag tag) {
        return tag.object;
    }

    /** Writes the elements below the document's own; answers the number of the topmost. */
    int write(PdfFile file, int document) {
        write(root, file, document);
        return root.object;
    }

    private static void write(Tag tag, PdfFile file, int document) {
        StringBuilder body = new StringBuilder(120);
        body.append("<</S/").append(tag.type);
        body.append("/P ")
                .append(tag.parent == null ? document : tag.parent.object)
                .append(" 0 R");
        int page = 0;
        for (Object kid : tag.kids) {
            if (kid instanceof Mark mark && page == 0) {
                page = mark.page();
            }
        }
        if (page != 0) {
            body.append("/Pg ").append(page).append(" 0 R");
        }
        body.append(tag.entries).append("/K[");
        for (Object kid : tag.kids) {
            if (kid instanceof Tag child) {
                body.append(child.object).append(" 0 R ");
            } else if (kid instanceof Mark mark) {
                if (mark.page() == page) {
                    body.append(mark.number()).append(' ');
                } else {
                    body.append("<</Type/MCR/Pg ").append(mark.page()).append(" 0 R/MCID ");
                    body.append(mark.number()).append(">>");
                }
            }
        }
        file.write(tag.object, body.append("]>>"));
        for (Object kid : tag.kids) {
            if (kid instanceof Tag child) {
                write(child, file, document);
            }
        }
    }
}
