package io.interlock.reports.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.site.chart.Chart;
import io.interlock.reports.site.chart.ChartFiles;
import io.interlock.reports.site.chart.Palette;
import io.interlock.reports.site.page.Block;
import io.interlock.reports.site.page.More;
import io.interlock.reports.site.page.Page;
import io.interlock.reports.site.page.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a site: pages, charts, a style sheet and the raw data. Nothing in it needs a script or the network. */
public final class SiteWriter {

    private static final String STYLE = "style.css";

    private final Path directory;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.interlock.reports.templates");

    private final String noCharts;

    /**
     * Creates a writer for a directory.
     *
     * @param noCharts the reason why charts cannot be drawn, which pages then show with the figures; empty if they can
     */
    public SiteWriter(Path directory, String noCharts) {
        this.directory = directory.toAbsolutePath().normalize();
        this.noCharts = noCharts;
    }

    /** Returns the first page. */
    public Path write(ResultSet results, More more) {
        // All pages are made before the first file is written, so bad input does not leave half a site.
        List<Page> pages = Pages.of(results, more);
        Palette palette = new Palette(together(results));
        try {
            Files.createDirectories(directory.resolve("charts"));
            copyData(results);
            try (InputStream style = SiteWriter.class.getResourceAsStream(STYLE)) {
                Files.copy(
                        Objects.requireNonNull(style, STYLE),
                        directory.resolve(STYLE),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Look look = new Look(palette, noCharts.isEmpty() ? draw(pages, palette) : Map.of(), noCharts);
            for (Page page : pages) {
                StringOutput html = new StringOutput();
                templates.render("page.jte", Map.of("page", page, "pages", pages, "look", look), html);
                Files.writeString(directory.resolve(page.file()), html.toString());
            }
        } catch (IOException e) {
            throw new BadInputException(directory + ": cannot be written: " + e.getMessage(), e);
        }
        return directory.resolve(pages.get(0).file());
    }

    /** Implementations of one benchmark class meet on its charts. */
    private static Collection<Set<String>> together(ResultSet results) {
        Map<String, Set<String>> groups = new TreeMap<>();
        results.results()
                .forEach(result -> groups.computeIfAbsent(result.className(), name -> new TreeSet<>())
                        .add(result.implementation()));
        results.skipped()
                .forEach(skip -> skip.benchmarks()
                        .forEach(benchmark -> groups.computeIfAbsent(benchmark, name -> new TreeSet<>())
                                .add(skip.implementation())));
        return groups.values();
    }

    private Map<String, ChartFiles.Sizes> draw(List<Page> pages, Palette palette) throws IOException {
        Map<String, Chart> drawn = new LinkedHashMap<>();
        for (Page page : pages) {
            for (Chart chart : charts(page)) {
                // The summary repeats charts of other pages.
                Chart same = drawn.putIfAbsent(chart.id(), chart);
                if (same != null && !same.equals(chart)) {
                    throw new BadInputException("two charts have the id " + chart.id() + ": \"" + same.title()
                            + "\" and \"" + chart.title() + "\"; rename one of their benchmarks or parameters");
                }
            }
        }
        ChartFiles files = new ChartFiles(directory.resolve("charts"), palette);
        try {
            // Charts take most of the time and are independent, so they are drawn in parallel.
            return drawn.values().parallelStream()
                    .collect(Collectors.toConcurrentMap(Chart::id, chart -> write(files, chart)));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static ChartFiles.Sizes write(ChartFiles files, Chart chart) {
        try {
            return files.write(chart);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Chart> charts(Page page) {
        return page.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Block.Figure.class::isInstance)
                .map(block -> ((Block.Figure) block).chart())
                .toList();
    }

    private void copyData(ResultSet results) throws IOException {
        for (Path file : results.files()) {
            Path copy = directory
                    .resolve("data")
                    .resolve(results.directory().relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
