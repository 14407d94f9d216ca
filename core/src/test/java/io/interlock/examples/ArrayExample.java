package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.value.ShmIntArray;
import java.util.Arrays;

/**
 * Three processes fill an array, each every third element.
 *
 * <pre>{@code
 * def fill(squares, number):
 *     for i in range(number, len(squares), 3):
 *         squares[i] = i * i
 *
 * squares = Array("i", 9)
 * children = [Process(target=fill, args=(squares, n)) for n in range(3)]
 * for child in children: child.start()
 * for child in children: child.join()
 * print(squares[:])
 * }</pre>
 */
public class ArrayExample {

    private static final String REGION = "example-array";

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmIntArray squares = region.intArray("squares", 9);
            JvmProcessGroup.start(3, number -> fill(squares, number)).join();
            System.out.println(Arrays.toString(squares.toArray()));
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void fill(ShmIntArray squares, int number) {
        for (int i = number; i < squares.length(); i += 3) {
            squares.set(i, i * i);
        }
    }
}
