package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.sync.ShmLock;
import io.interlock.testing.Workspace;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several copies of Interlock in one JVM, as servers load them for their applications. */
@Timeout(120) // watchdog
class ClassLoadersTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    /** Another copy of Interlock and JNA, which knows nothing of the test's. */
    private static URLClassLoader copy() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static Object open(ClassLoader copy, Path path) throws Throwable {
        return call(copy.loadClass(Region.class.getName()).getMethod("open", Path.class), null, path);
    }

    private static Object call(Method method, @Nullable Object on, Object... arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object call(Object on, String method) throws Throwable {
        return call(on.getClass().getMethod(method), on);
    }

    private static boolean tryLock(Object region) throws Throwable {
        Object lock = call(region.getClass().getMethod("lock", String.class), region, "l");
        return (boolean) call(lock, "tryLock");
    }

    private boolean bothMayOpen() {
        return !"false".equals(System.getProperty("interlock.native"));
    }

    @Test
    void twoCopiesExcludeOneAnotherOrTheSecondIsToldWhatToDo() throws Throwable {
        Region region = workspace.open();
        ShmLock lock = region.lock("l");
        assertThat(lock.tryLock()).isTrue();
        try (URLClassLoader copy = copy()) {
            for (int tries = 0; tries < 3; tries++) {
                if (bothMayOpen()) {
                    Object other = open(copy, path);
                    assertThat(tryLock(other)).as("a held lock").isFalse();
                    call(other, "close");
                } else {
                    assertThatThrownBy(() -> open(copy, path))
                            .satisfies(e ->
                                    assertThat(e.getClass().getName()).isEqualTo(RegionAccessException.class.getName()))
                            .hasMessageContaining("region=" + path)
                            .hasMessageContaining("class loader")
                            .hasMessageContaining("close the region there");
                }
                requireInUse(copy);
            }
            lock.unlock();
            region.close();
            Object other = open(copy, path);
            assertThat(tryLock(other)).isTrue();
            call(other, "close");
        }
    }

    /** Another process, and the other copy, see that the first copy uses the region. */
    private void requireInUse(ClassLoader copy) throws Throwable {
        Class<?> regions = copy.loadClass(Region.class.getName());
        assertThat(call(regions.getMethod("unlinkUnused", Path.class), null, path))
                .isEqualTo(false);
        String file = path.toString();
        workspace
                .start(() -> {
                    assertThat(Region.unlinkUnused(Path.of(file))).isFalse();
                    try (Region own = Workspace.attach(file)) {
                        assertThat(own.lock("l").tryLock()).as("a held lock").isFalse();
                    }
                })
                .join();
        assertThat(path).exists();
    }

    @Test
    void whatTheLastCopyLeavesGoes() throws Throwable {
        Region region = Region.builder(path).capacity(8192).unlinkWhenUnused().open();
        try (URLClassLoader copy = copy()) {
            if (bothMayOpen()) {
                Object other = open(copy, path);
                region.close();
                assertThat(path).exists();
                call(other, "close");
            } else {
                region.close();
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aCopyUnlinksWhatAnotherCopyHasOpen() throws Throwable {
        Region region = workspace.open();
        try (URLClassLoader copy = copy()) {
            Class<?> regions = copy.loadClass(Region.class.getName());
            assertThat(call(regions.getMethod("unlink", Path.class), null, path))
                    .isEqualTo(true);
        }
        assertThat(path).doesNotExist();
        assertThat(region.isUnlinked()).isTrue();
        String name = path.toString();
        assertThat(System.getProperties().stringPropertyNames())
                .noneMatch(property -> property.contains("interlock.open") && property.contains(name));
    }
}
