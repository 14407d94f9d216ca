package io.interlock.collection;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionRemoveAllTester;
import com.google.common.collect.testing.testers.CollectionRemoveIfTester;
import com.google.common.collect.testing.testers.CollectionRemoveTester;
import com.google.common.collect.testing.testers.CollectionRetainAllTester;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Guava says that a queue is, run as JUnit's own tests. */
class QueueSuiteTest {

    private static final int QUEUES = 8;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private int made;

    @TestFactory
    DynamicNode isAQueue() {
        return GuavaSuites.nodeOf(QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
                    @Override
                    protected Queue<String> create(String[] elements) {
                        Queue<String> queue = emptyQueue();
                        queue.addAll(List.of(elements));
                        return queue;
                    }
                })
                .named("ShmQueue")
                .withFeatures(
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionSize.ANY)
                // Elements leave by the head only: QueueTest says so.
                .suppressing(testsOf(
                        CollectionRemoveTester.class,
                        CollectionRemoveAllTester.class,
                        CollectionRemoveIfTester.class,
                        CollectionRetainAllTester.class))
                .createTestSuite());
    }

    /** The same few queues in turn, as a region keeps a queue's name for ever. */
    private Queue<String> emptyQueue() {
        ShmQueue<String> queue = region.queue("queue " + made++ % QUEUES, Utf8.CODEC, 4096);
        queue.clear();
        return queue;
    }

    private static List<Method> testsOf(Class<?>... testers) {
        return Arrays.stream(testers)
                .flatMap(tester -> Arrays.stream(tester.getMethods()))
                .filter(method -> method.getName().startsWith("test"))
                .collect(Collectors.toList());
    }
}
