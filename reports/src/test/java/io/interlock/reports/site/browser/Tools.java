package io.interlock.reports.site.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium and its driver, as the system has them.
 *
 * @param browser what is started to show pages
 * @param driver what tells it which
 */
record Tools(Path browser, Path driver) {

    static final String HINT = "no Chromium with its driver on the path: apt-get install chromium chromium-driver";

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** Nothing where one of the two is missing. */
    static Optional<Tools> find() {
        Optional<Path> browser = BROWSERS.stream().flatMap(Tools::onPath).findFirst();
        Optional<Path> driver = onPath("chromedriver").findFirst();
        return browser.flatMap(there -> driver.map(with -> new Tools(there, with)));
    }

    private static Stream<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable);
    }
}
