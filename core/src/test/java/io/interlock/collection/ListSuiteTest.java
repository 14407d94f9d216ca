package io.interlock.collection;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Guava says that a list is. */
class ListSuiteTest {

    private static final int LISTS = 8;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private int made;

    @TestFactory
    DynamicNode isAList() {
        return GuavaSuites.nodeOf(ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        ShmList<String> list = region.list("list " + made++ % LISTS, Codecs.string());
                        list.clear();
                        list.addAll(List.of(elements));
                        return list;
                    }
                })
                .named("ShmList")
                .withFeatures(ListFeature.GENERAL_PURPOSE, CollectionSize.ANY)
                .createTestSuite());
    }
}
