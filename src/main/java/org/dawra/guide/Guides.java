package org.dawra.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dawra.access.Role;
import org.dawra.web.Language;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The guides as they lie in the application: the same files that people read beside the source. They are written for
 * both: what only the one understands (a direction around the text, links from file to file) is made to fit the other.
 */
@Component
class Guides {

    static final List<Role> READERS = List.of(Role.PROGRAMME_MANAGER, Role.COORDINATOR, Role.PRESIDENT);

    /** The elements around an Arabic guide that a source browser needs; a page of ours has its own direction. */
    private static final Pattern DIRECTION = Pattern.compile("(?m)^</?div[^>]*>$");

    private static final String FOLDER = "guide/";
    private static final String HEADING_ENDS = "</h1>";
    private static final String PICTURES = "pictures/";
    private static final int CHAPTER = 2;

    private final Map<String, Guide> guides = new HashMap<>();
    private final Map<String, Resource> pictures = new HashMap<>();

    Guides() throws IOException {
        for (var role : READERS) {
            for (var language : List.of(Language.AR, Language.FR)) {
                var file = fileName(role, language);
                var text = new ClassPathResource(FOLDER + file).getContentAsString(StandardCharsets.UTF_8);
                guides.put(file, written(text, language));
            }
        }
        for (var picture :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + PICTURES + "*.png")) {
            pictures.put(Objects.requireNonNull(picture.getFilename()), picture);
        }
    }

    /**
     * A guide on the page.
     *
     * @param heading its first heading, as HTML; the chapters' names stand below it
     * @param html the rest
     * @param language it is written in
     */
    record Guide(String heading, String html, Language language, List<Chapter> chapters) {

        Guide {
            chapters = List.copyOf(chapters);
        }
    }

    /** A chapter's name and where it stands on the page. */
    record Chapter(String id, String title) {}

    /** The guide for whoever has this role; those who read English get the French one. */
    Guide of(Role role, Language language) {
        return Objects.requireNonNull(guides.get(fileName(role, language)));
    }

    /** The picture with this name. */
    Optional<Resource> picture(String name) {
        return Optional.ofNullable(pictures.get(name));
    }

    private static String fileName(Role role, Language language) {
        var name = role == Role.COORDINATOR ? "coordinator" : role.group();
        return name + "." + (language == Language.AR ? Language.AR : Language.FR).code() + ".md";
    }

    private static Guide written(String text, Language language) {
        var document = Parser.builder().build().parse(DIRECTION.matcher(text).replaceAll(""));
        var ids = new IdentityHashMap<Node, String>();
        var chapters = new ArrayList<Chapter>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getLevel() == CHAPTER) {
                    var id = "chapter-" + (chapters.size() + 1);
                    ids.put(heading, id);
                    chapters.add(new Chapter(id, words(heading)));
                }
            }

            @Override
            public void visit(Image image) {
                image.setDestination("/guide/" + image.getDestination());
            }

            @Override
            public void visit(Link link) {
                // From one language's file to the other's.
                link.setDestination("?lang=" + link.getDestination().replaceAll(".*\\.([a-z]+)\\.md", "$1"));
                visitChildren(link);
            }
        });
        var html = HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (ids.containsKey(node)) {
                        attributes.put("id", ids.get(node));
                    }
                    if (node instanceof Image) {
                        attributes.put("loading", "lazy");
                    }
                    if (node instanceof Code) {
                        attributes.put("dir", "ltr");
                    }
                })
                .build()
                .render(document);
        var begins = html.indexOf(HEADING_ENDS) + HEADING_ENDS.length();
        return new Guide(html.substring(0, begins), html.substring(begins), language, chapters);
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}
