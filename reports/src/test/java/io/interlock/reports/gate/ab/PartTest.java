package io.interlock.reports.gate.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.ab.Part.Case;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a suite is told to run is that and nothing else. */
class PartTest {

    private static final Case CASE = new Case("a.Shop.buy", Map.of("size", "2", "kind", "a+b|c"));

    @Test
    void parametersMayComeInAnyOrder() {
        Pattern include = Pattern.compile(Part.of(List.of(CASE)).include());
        assertThat(include.matcher("a.Shop.buy,size=2,kind=a+b|c").find()).isTrue();
        assertThat(include.matcher("a.Shop.buy,kind=a+b|c,size=2").find()).isTrue();
    }

    @Test
    void othersThatBeginAlikeAreNotRun() {
        Pattern include = Pattern.compile(Part.of(List.of(CASE)).include());
        assertThat(include.matcher("a.Shop.buy,size=20,kind=a+b|c").find()).isFalse();
        assertThat(include.matcher("a.Shop.buyAll,size=2,kind=a+b|c").find()).isFalse();
        assertThat(include.matcher("a.Shop.buy,size=2,kind=aab").find()).isFalse();
        assertThat(include.matcher("a.Shop.buy,size=2").find()).isFalse();
    }

    @Test
    void byNameAloneEveryCaseOfABenchmarkIsOne() {
        Part part = Part.of(List.of(CASE, new Case("a.Shop.buy", Map.of()), new Case("a.Shop.sell", Map.of())));
        Pattern names = Pattern.compile(part.benchmarks());
        assertThat(names.matcher("a.Shop.buy").find()).isTrue();
        assertThat(names.matcher("a.Shop.sell").find()).isTrue();
        assertThat(names.matcher("a.Shop.sellAll").find()).isFalse();
        assertThat(names.matcher("b.a.Shop.sell").find()).isFalse();
    }
}
