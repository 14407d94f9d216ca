package io.interlock.collection;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.Map;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Guava says that a map and a concurrent map are, run as JUnit's own tests. */
class MapSuiteTest {

    private static final int MAPS = 8;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private int made;

    @TestFactory
    DynamicNode isAConcurrentMap() {
        return GuavaSuites.nodeOf(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        Map<String, String> map = emptyMap();
                        for (Map.Entry<String, String> entry : entries) {
                            map.put(entry.getKey(), entry.getValue());
                        }
                        return map;
                    }
                })
                .named("ShmMap")
                .withFeatures(
                        MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE, CollectionSize.ANY)
                .createTestSuite());
    }

    /** The same few maps in turn, as a region keeps a map's name for ever. */
    private Map<String, String> emptyMap() {
        ShmMap<String, String> map = region.map("map " + made++ % MAPS, Codecs.string(), Codecs.string());
        map.clear();
        return map;
    }
}
