package io.interlock.examples;

import io.interlock.Region;
import io.interlock.collection.ShmNamespace;
import io.interlock.process.JvmProcess;
import io.interlock.value.ShmLong;

/**
 * Attributes of several types that another process reads and changes; one of them is a counter, which goes by its handle.
 *
 * <pre>{@code
 * with Manager() as manager:
 *     settings = manager.Namespace()
 *     settings.host = 'localhost'
 *     settings.port = 8080
 *     child = Process(target=serve, args=(settings,)); child.start(); child.join()
 *     print('now on port', settings.port)
 * }</pre>
 */
public class NamespaceExample {

    private static final String REGION = "example-namespace";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmNamespace settings = region.namespace("settings");
            settings.set("host", "localhost");
            settings.set("port", 8080);
            settings.set("requests", region.longValue("requests"));
            JvmProcess child = JvmProcess.start(() -> serve(settings));
            child.join();
            System.out.println("now on port " + settings.get("port", Integer.class));
            System.out.println("requests: " + region.longValue("requests").get());
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void serve(ShmNamespace settings) {
        System.out.println("serving " + settings.get("host", String.class));
        settings.update("port", Integer.class, port -> port + 1);
        settings.get("requests", ShmLong.class).incrementAndGet();
    }
}
