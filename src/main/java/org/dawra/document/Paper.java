package org.dawra.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One paper to be printed: what it says, block by block, and how its pages look. A value: the same paper always gives the
 * same bytes.
 *
 * @param sample every page then says that it is a specimen and of no effect
 * @param palette colours of a framed paper
 * @param header small line at the top of every page of a plain paper
 * @param footer small line at the bottom of every page
 * @param pageNumbers "2 / 5" at the bottom of every page
 * @param letters stand in the embedded font whether they are drawn or not
 */
public record Paper(
        PaperLanguage language,
        String title,
        PageSize size,
        boolean sample,
        Decoration decoration,
        Palette palette,
        @Nullable String header,
        @Nullable String footer,
        boolean pageNumbers,
        String letters,
        List<Block> blocks) {

    public Paper {
        if (title.isBlank()) {
            throw new IllegalArgumentException("A paper needs a title: readers and screen readers show it");
        }
        blocks = List.copyOf(blocks);
    }

    /** The same, every page of which says that it is a specimen. */
    public Paper asSpecimen() {
        return new Paper(
                language, title, size, true, decoration, palette, header, footer, pageNumbers, letters, blocks);
    }

    /** Starts a portrait paper without frame, header, footer and page numbers. */
    public static Builder in(PaperLanguage language, String title) {
        return new Builder(language, title);
    }

    /** Collects the parts of a {@link Paper}. */
    public static final class Builder {
        private final PaperLanguage language;
        private final String title;
        private PageSize size = PageSize.A4_PORTRAIT;
        private boolean sample;
        private Decoration decoration = Decoration.PLAIN;
        private Palette palette = Palette.GREEN_AND_GOLD;
        private @Nullable String header;
        private @Nullable String footer;
        private boolean pageNumbers;
        private String letters = "";
        private final List<Block> blocks = new ArrayList<>();

        private Builder(PaperLanguage language, String title) {
            this.language = language;
            this.title = title;
        }

        /** Turns the sheet on its long side. */
        public Builder landscape() {
            this.size = PageSize.A4_LANDSCAPE;
            return this;
        }

        /** Marks every page as a specimen when {@code sample} is true. */
        public Builder sample(boolean sample) {
            this.sample = sample;
            return this;
        }

        /** Chooses the frame around every page. */
        public Builder decoration(Decoration decoration) {
            this.decoration = decoration;
            return this;
        }

        /** Chooses the colours of the frame and of what stands in it. */
        public Builder palette(Palette palette) {
            this.palette = palette;
            return this;
        }

        /** Sets the small line at the top of every page. */
        public Builder header(@Nullable String header) {
            this.header = header;
            return this;
        }

        /** Sets the small line at the bottom of every page. */
        public Builder footer(@Nullable String footer) {
            this.footer = footer;
            return this;
        }

        /** Numbers the pages, "2 / 5". */
        public Builder pageNumbers() {
            this.pageNumbers = true;
            return this;
        }

        /**
         * Embeds these letters of the normal font whether they are drawn or not, so that codes made of them leave the font
         * the same on every copy.
         */
        public Builder letters(String letters) {
            this.letters = letters;
            return this;
        }

        /** Appends blocks in reading order. */
        public Builder add(Block... more) {
            blocks.addAll(List.of(more));
            return this;
        }

        /** Appends blocks in reading order. */
        public Builder addAll(List<? extends Block> more) {
            blocks.addAll(more);
            return this;
        }

        /** Appends a heading: 1 for the paper's own title, 2 for articles and chapters, 3 below. */
        public Builder heading(int level, String text) {
            return add(new Block.Heading(level, text));
        }

        /** Appends a paragraph in the normal style. */
        public Builder paragraph(String text) {
            return add(new Block.Paragraph(text));
        }

        /** Appends a paragraph in a style of its own. */
        public Builder paragraph(String text, Block.Style style) {
            return add(new Block.Paragraph(text, style));
        }

        /** Appends white space of so many millimetres. */
        public Builder space(double millimetres) {
            return add(new Block.Spacer(millimetres));
        }

        /** The finished value. */
        public Paper build() {
            return new Paper(
                    language, title, size, sample, decoration, palette, header, footer, pageNumbers, letters, blocks);
        }
    }
}
