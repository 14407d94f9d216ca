/** Cross-process synchronisation and data for the JVM, on mapped off-heap memory. */
module io.interlock {
    requires com.sun.jna;
    // For JvmProcessBuilder.inheritJvmOptions only.
    requires static java.management;
    requires static org.jspecify;

    exports io.interlock;
    exports io.interlock.collection;
    exports io.interlock.process;
    exports io.interlock.sync;
    exports io.interlock.value;
}
