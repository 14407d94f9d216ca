package io.interlock.reports.site.document;

import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * One Markdown file as a page: its first heading is the title, and each heading of the second level begins a part.
 *
 * <p>Links to other documents lead to their pages. A link that leaves the documents becomes its text, since a published site does
 * not hold what it leads to; addresses with a scheme stay.
 *
 * @param page the name of the page's file
 */
public record Document(String page, String title, List<Part> parts) {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** Tables scroll in a box of their own, which takes the focus so that a keyboard can scroll it. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (tag.equals("pre")) {
                    attributes.put("tabindex", "0");
                    attributes.put("class", "listing");
                }
            })
            .build();

    /**
     * What stands below one heading.
     *
     * @param heading empty for what comes before the first heading of the second level
     * @param html ready to be put into the page
     */
    public record Part(String id, String heading, String html) {}

    public Document {
        parts = List.copyOf(parts);
    }

    static Document read(Path file, String page, Documents documents) {
        Node root;
        try {
            root = PARSER.parse(Files.readString(file));
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
        root.accept(new Links(file, documents));
        String title = page;
        String heading = "";
        StringBuilder html = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading found && found.getLevel() == 1) {
                title = text(found);
            } else if (node instanceof Heading found && found.getLevel() == 2) {
                add(parts, ids, heading, html);
                heading = text(found);
            } else {
                html.append(render(node));
            }
        }
        add(parts, ids, heading, html);
        return new Document(page, title, parts);
    }

    private static void add(List<Part> parts, Set<String> ids, String heading, StringBuilder html) {
        if (!html.isEmpty() || !heading.isEmpty()) {
            String id = idOf(heading);
            for (int again = 1; !ids.add(id); again++) {
                id = idOf(heading) + "-" + again;
            }
            parts.add(new Part(id, heading, html.toString()));
            html.setLength(0);
        }
    }

    private static String render(Node node) {
        // A header cell without text is announced as an empty one; the corner of a table is no header.
        String html = RENDERER.render(node).replace("<th></th>", "<td></td>");
        return node instanceof TableBlock
                ? "<div class=\"scroll words\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">" + html + "</div>\n"
                : html;
    }

    /** The anchor that GitHub gives a heading, by which documents link to it. */
    static String idOf(String heading) {
        return heading.isEmpty()
                ? "beginning"
                : heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text found) {
                text.append(found.getLiteral());
            }

            @Override
            public void visit(Code found) {
                text.append(found.getLiteral());
            }
        });
        return text.toString();
    }

    /** Turns each link into one that works on the site. */
    private static final class Links extends AbstractVisitor {

        private final Path file;
        private final Documents documents;

        Links(Path file, Documents documents) {
            this.file = file;
            this.documents = documents;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String target = link.getDestination();
            if (target.contains("://") || target.startsWith("#")) {
                return;
            }
            int hash = target.indexOf('#');
            String page = documents.pageOf(file, hash < 0 ? target : target.substring(0, hash));
            if (page.isEmpty()) {
                replaceByChildren(link);
            } else {
                link.setDestination(hash < 0 ? page : page + target.substring(hash));
            }
        }

        @Override
        public void visit(Image image) {
            replaceByChildren(image);
        }

        private static void replaceByChildren(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }
}
