package org.dawra.document;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the pages of one file share: fonts, pictures and forms, each embedded once. */
final class PageResources {

    private final PdfFile file;
    private final int object;
    private final Map<FontFile, FontSubset> subsets = new LinkedHashMap<>();
    private final Map<FontFile, String> fontNames = new HashMap<>();
    private final Map<Object, String> pictures = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    PageResources(PdfFile file) {
        this.file = file;
        this.object = file.reserve();
    }

    int object() {
        return object;
    }

    String font(FontFile font) {
        return fontNames.computeIfAbsent(font, fresh -> "F" + (fontNames.size() + 1));
    }

    FontSubset subset(FontFile font) {
        return subsets.computeIfAbsent(font, FontSubset::new);
    }

    /** Puts letters of the normal font into the file before they are drawn. */
    void embed(String letters) {
        if (letters.isEmpty()) {
            return;
        }
        for (TextSetter.Segment segment :
                TextSetter.of(letters, false, false).lines(1e9).get(0).segments()) {
            FontSubset subset = subset(segment.face().font());
            segment.word().inks().forEach(ink -> subset.code(ink, false));
        }
    }

    /** The name of a picture or form; it is written where it is first used. */
    String picture(Object key, Supplier<Integer> writer) {
        String known = pictures.get(key);
        if (known == null) {
            known = "X" + (pictures.size() + 1);
            pictures.put(key, known);
            numbers.put(known, writer.get());
        }
        return known;
    }

    PdfFile file() {
        return file;
    }

    /** Writes fonts and the dictionary that names everything. */
    void write() {
        StringBuilder body = new StringBuilder("<</Font<<");
        subsets.forEach((font, subset) -> body.append('/')
                .append(font(font))
                .append(' ')
                .append(FontWriter.write(file, subset))
                .append(" 0 R"));
        body.append(">>/XObject<<");
        numbers.forEach((name, number) ->
                body.append('/').append(name).append(' ').append(number).append(" 0 R"));
        file.write(object, body.append(">>>>"));
    }
}
