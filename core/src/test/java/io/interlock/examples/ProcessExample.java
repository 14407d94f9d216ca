package io.interlock.examples;

import io.interlock.process.ChildFailedException;
import io.interlock.process.JvmProcess;

/**
 * Starts processes that run lambdas, joins them, and gets the failure of one.
 *
 * <pre>{@code
 * def greet(name):
 *     if not name: raise ValueError("who?")
 *     print(f"hello {name}")
 *
 * child = Process(target=greet, args=("world",))
 * child.start()
 * child.join()
 * print(child.exitcode)     # 0; of a child that raised, 1: its traceback is only printed
 * }</pre>
 */
public class ProcessExample {

    public static void main(String[] args) throws InterruptedException {
        String name = "world"; // what a lambda captures is serialized with it, as a copy
        JvmProcess child = JvmProcess.start(() -> greet(name));
        child.join();
        System.out.println("exit code: " + child.exitCode());

        JvmProcess failing = JvmProcess.start(() -> greet(""));
        try {
            failing.join();
        } catch (ChildFailedException e) {
            System.out.println("exit code: " + e.exitCode());
            System.out.println("cause: " + e.getCause());
            System.out.print(e.childStackTrace());
        }
    }

    private static void greet(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("who?");
        }
        System.out.println("hello " + name);
    }
}
