package io.interlock.reports.site.browser;

import io.interlock.reports.site.browser.View.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that shows one page after the other, and says what is wrong with it. */
final class Browser implements AutoCloseable {

    /** WCAG to level AA, and what its makers hold for good practice. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Which tells every time that it does not know the browser's newest protocol, of which nothing is used here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final String LAYOUT = script("layout.js");
    private static final String LINKS = script("links.js");
    private static final String ACCESSIBILITY = script("accessibility.js");
    /** From Deque's jar. Not run by its AxeBuilder, which opens a second window for each page and takes twice the time. */
    private static final String AXE = script("/axe.min.js");

    private final ChromeDriver driver;

    /**
     * Starts one.
     *
     * @param profile an empty directory that it may write to
     */
    Browser(Tools tools, Path profile) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(tools.browser().toFile());
        // It sees nothing but our own files; its sandbox does not work as root, which containers are.
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(tools.driver().toFile())
                        .usingAnyFreePort()
                        .withSilent(true)
                        .build(),
                options);
    }

    void open(Path page, View view) {
        Device device = view.device();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", device.width,
                        "height", device.height,
                        "deviceScaleFactor", 1,
                        "mobile", device.mobile));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                view.scheme().name().toLowerCase(Locale.ROOT)))));
        consoleMessages();
        driver.get(page.toUri().toString());
    }

    /** What reaches beyond the page or its box, what lies on something else, and pictures that are not there. */
    List<String> layoutFaults() {
        return texts(driver.executeScript(LAYOUT));
    }

    /** All addresses that the page leads to or has loaded. */
    List<String> addresses() {
        return texts(driver.executeScript(LINKS));
    }

    /** What axe-core finds, contrast included. */
    List<String> accessibilityFaults() {
        driver.executeScript(AXE);
        return texts(driver.executeAsyncScript(ACCESSIBILITY, RULES));
    }

    /** Since the last call. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** The whole page, to be looked at. */
    void screenshot(Path file) {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true, "optimizeForSpeed", true))
                .get("data");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** @param list what a script returned; every script here returns one */
    private static List<String> texts(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list, "the script returned nothing"))
                .stream().map(String::valueOf).toList();
    }

    private static String script(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
