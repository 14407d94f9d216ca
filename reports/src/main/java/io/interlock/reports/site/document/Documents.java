package io.interlock.reports.site.document;

import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of Markdown files, all of which become pages in the site's one directory. */
public final class Documents {

    private static final String MARKDOWN = ".md";
    private static final String INDEX = "README";

    private final Map<Path, String> pages = new TreeMap<>();

    /** The documents of this directory and of the directories in it. */
    public Documents(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(MARKDOWN))
                    .forEach(file -> pages.put(file.toAbsolutePath().normalize(), pageOf(directory.relativize(file))));
        } catch (IOException e) {
            throw new BadInputException(
                    directory + ": cannot be read as a directory of documents: " + e.getMessage(), e);
        }
        if (pages.isEmpty()) {
            throw new BadInputException(directory + ": holds no Markdown files (*" + MARKDOWN + ")");
        }
    }

    /** All documents in the order of their paths. */
    public List<Document> all() {
        return pages.entrySet().stream()
                .map(entry -> Document.read(entry.getKey(), entry.getValue(), this))
                .toList();
    }

    /** The page of the document that a link leads to; empty where the link leaves the documents. */
    String pageOf(Path from, String link) {
        Path target = from.resolveSibling(link).normalize();
        return pages.getOrDefault(Files.isDirectory(target) ? target.resolve(INDEX + MARKDOWN) : target, "");
    }

    /** {@code guide/start.md} becomes {@code guide-start.html}; {@code guide/README.md} becomes {@code guide.html}. */
    private static String pageOf(Path relative) {
        String name = relative.toString().replace('\\', '/');
        name = name.substring(0, name.length() - MARKDOWN.length());
        if (name.equals(INDEX) || name.endsWith("/" + INDEX)) {
            name = name.length() > INDEX.length() ? name.substring(0, name.length() - INDEX.length() - 1) : "documents";
        }
        return (name.contains("/") || name.equals("guide") ? "" : "doc-") + name.replace('/', '-') + ".html";
    }
}
