package io.interlock.collection;

import java.util.Enumeration;
import java.util.stream.Stream;
import junit.framework.Test;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Guava's suites, which are JUnit 3's, as JUnit's own tests. */
@SuppressWarnings("JdkObsolete") // JUnit 3 has it so
final class GuavaSuites {

    private GuavaSuites() {}

    static DynamicNode nodeOf(Test test) {
        if (test instanceof TestSuite suite) {
            Enumeration<Test> tests = suite.tests();
            Stream.Builder<DynamicNode> nodes = Stream.builder();
            while (tests.hasMoreElements()) {
                nodes.add(nodeOf(tests.nextElement()));
            }
            return DynamicContainer.dynamicContainer(String.valueOf(suite.getName()), nodes.build());
        }
        TestCase testCase = (TestCase) test;
        return DynamicTest.dynamicTest(testCase.getName(), testCase::runBare);
    }
}
