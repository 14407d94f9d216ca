package io.interlock.reports.site.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.reports.MadeUpSuite;
import io.interlock.reports.Sites;
import io.interlock.reports.site.browser.View.Device;
import io.interlock.reports.site.browser.View.Scheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of a site with everything on it, in light and dark, on a desktop and on a phone. Pictures of what was seen stay
 * in {@code target/screenshots}. Skipped where there is no browser.
 */
@Tag("exhaustive")
@Tag("browser")
@Timeout(120) // watchdog against a browser that hangs
class SiteInBrowserTest {

    private static final Path PICTURES = Path.of(System.getProperty("interlock.screenshots", "target/screenshots"));

    @TempDir
    private static Path directory;

    private static Path site;
    private static Browser browser;

    @BeforeAll
    static void openBrowser() throws IOException {
        Optional<Tools> tools = Tools.find();
        assumeTrue(tools.isPresent(), Tools.HINT);
        site = directory.resolve("site");
        MadeUpSuite.writeSite(directory.resolve("results"), site);
        browser = new Browser(tools.orElseThrow(), Files.createDirectory(directory.resolve("profile")));
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> views() throws IOException {
        return Sites.pages(site).stream()
                .flatMap(page -> devices(page)
                        .flatMap(device -> Stream.of(Scheme.values())
                                .map(scheme ->
                                        Arguments.of(site.relativize(page).toString(), new View(scheme, device)))));
    }

    /** All documents are laid out alike, and the guide is shown on both devices: for the others the narrow one is enough. */
    private static Stream<Device> devices(Path page) {
        String name = String.valueOf(page.getFileName());
        return name.startsWith("doc-") || name.startsWith("decisions-")
                ? Stream.of(Device.PHONE)
                : Stream.of(Device.values());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("views")
    void isShownWithoutFault(String page, View view) throws IOException {
        browser.open(site.resolve(page), view);
        browser.screenshot(PICTURES.resolve(page.replace(".html", "") + "-" + view + ".png"));
        assertThat(browser.layoutFaults()).as("layout").isEmpty();
        for (String address : browser.addresses()) {
            assertResolves(URI.create(address));
        }
        assertThat(browser.consoleMessages()).as("console").isEmpty();
        assertThat(browser.accessibilityFaults()).as("axe-core").isEmpty();
    }

    private static void assertResolves(URI address) throws IOException {
        assertThat(address.getScheme()).as("where " + address + " is").isEqualTo("file");
        Path file = Path.of(address.getPath());
        assertThat(file).exists();
        assertThat(file.toRealPath()).startsWithRaw(site.toRealPath());
        if (address.getFragment() != null) {
            assertThat(Files.readString(file)).contains("id=\"" + address.getFragment() + "\"");
        }
    }
}
