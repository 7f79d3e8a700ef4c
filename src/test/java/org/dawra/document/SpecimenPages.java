package org.dawra.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Looks for pages that may pass for real ones: every page of a sample must say what it is. */
public final class SpecimenPages {

    private SpecimenPages() {}

    /** Numbers of the pages that do not say that they are a specimen. */
    public static List<Integer> missingIn(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            var silent = new ArrayList<Integer>();
            for (var page = 1; page <= document.getNumberOfPages(); page++) {
                var text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                if (!text.getText(document).contains("SPÉCIMEN")) {
                    silent.add(page);
                }
            }
            return silent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
