package org.dawra.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dawra.document.Artwork.Reason;
import org.dawra.document.Artwork.UnsuitableException;

/** Looks through an SVG before anything is drawn of it: no entities, no programs, nothing from elsewhere, nothing endless. */
final class SvgScan {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int MOST_ELEMENTS = 5_000;
    private static final int MOST_USES = 100;
    private static final Set<String> ACTIVE =
            Set.of("script", "foreignobject", "handler", "listener", "iframe", "object", "embed");
    private static final Set<String> NOT_DRAWN = Set.of(
            "image",
            "feimage",
            "filter",
            "mask",
            "pattern",
            "marker",
            "symbol",
            "text",
            "textpath",
            "tspan",
            "video",
            "audio",
            "animate",
            "animatetransform",
            "animatemotion",
            "animatecolor",
            "set",
            "font",
            "font-face");
    private static final Pattern ELSEWHERE =
            Pattern.compile("@import|@font-face|url\\s*\\(\\s*['\"]?\\s*(?!['\"#\\s])|javascript:|data:|\\\\");

    private int elements;
    private int uses;
    private int clipped;
    private boolean clipsByClass;
    private boolean classInClip;
    private final Deque<String> open = new ArrayDeque<>();

    private SvgScan() {}

    static void check(byte[] svg) throws UnsuitableException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(svg));
            try {
                new SvgScan().scan(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnsuitableException(Reason.NOT_A_PICTURE, "");
        }
    }

    private void scan(XMLStreamReader reader) throws XMLStreamException, UnsuitableException {
        StringBuilder styles = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (open.pop().equals("clippath")) {
                        clipped--;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if ("style".equals(open.peek())) {
                        styles.append(reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnsuitableException(Reason.EXTERNAL, "&" + reader.getLocalName() + ";");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw new UnsuitableException(Reason.EXTERNAL, "<?" + reader.getPITarget() + "?>");
                default -> {}
            }
        }
        local("<style>", styles.toString());
        clipsByClass = styles.toString().toLowerCase(Locale.ROOT).contains("clip-path");
        if (clipsByClass && classInClip) {
            throw new UnsuitableException(Reason.UNSUPPORTED, "clip-path");
        }
    }

    private void start(XMLStreamReader reader) throws UnsuitableException {
        String name = reader.getLocalName().toLowerCase(Locale.ROOT);
        String namespace = reader.getNamespaceURI();
        if (open.isEmpty() && (!name.equals("svg") || !SVG.equals(namespace))) {
            throw new UnsuitableException(Reason.NOT_A_PICTURE, "<" + reader.getLocalName() + ">");
        }
        open.push(name);
        if (++elements > MOST_ELEMENTS || (name.equals("use") && ++uses > MOST_USES)) {
            throw new UnsuitableException(Reason.TOO_DETAILED, "");
        }
        if (ACTIVE.contains(name)) {
            throw new UnsuitableException(Reason.ACTIVE, "<" + reader.getLocalName() + ">");
        }
        if (NOT_DRAWN.contains(name)) {
            throw new UnsuitableException(Reason.UNSUPPORTED, "<" + reader.getLocalName() + ">");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        if (name.equals("clippath")) {
            clipped++;
        }
    }

    private void attribute(String written, String value) throws UnsuitableException {
        String name = written.toLowerCase(Locale.ROOT);
        if (name.startsWith("on")) {
            throw new UnsuitableException(Reason.ACTIVE, written);
        }
        if (name.equals("base") || ((name.equals("href") || name.equals("src")) && !value.startsWith("#"))) {
            throw new UnsuitableException(Reason.EXTERNAL, written);
        }
        local(written, value);
        classInClip |= clipped > 0 && name.equals("class");
        if (clipped > 0 && (name.equals("clip-path") || value.contains("clip-path"))) {
            throw new UnsuitableException(Reason.UNSUPPORTED, "clip-path");
        }
    }

    private static void local(String where, String text) throws UnsuitableException {
        if (ELSEWHERE.matcher(text.toLowerCase(Locale.ROOT)).find()) {
            throw new UnsuitableException(Reason.EXTERNAL, where);
        }
    }
}
