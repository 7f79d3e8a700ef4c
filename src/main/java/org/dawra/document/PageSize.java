package org.dawra.document;

/** The sheet a paper is printed on, in points (1/72 inch). */
enum PageSize {
    /** 210 × 297 mm. */
    A4_PORTRAIT(595.276, 841.89),
    /** 297 × 210 mm. */
    A4_LANDSCAPE(841.89, 595.276);

    private final double width;
    private final double height;

    PageSize(double width, double height) {
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }
}
