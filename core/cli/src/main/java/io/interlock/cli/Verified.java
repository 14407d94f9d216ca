package io.interlock.cli;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.RegionException;
import io.interlock.RegionInfo;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Region#verify} says of a region.
 *
 * @param whyNot where it was not asked
 * @param problems what is wrong
 */
record Verified(Optional<String> whyNot, List<String> problems) {

    /** Opens the region, and asks. */
    static Verified of(RegionInfo info) {
        if (goesWithItsLastUser(info)) {
            return not("its last process removes it, and that would be this one");
        }
        try (Region region = Region.builder(info.path()).mode(OpenMode.OPEN).open()) {
            return new Verified(Optional.empty(), region.verify());
        } catch (RegionException e) {
            return not(Text.messageOf(e));
        }
    }

    private static boolean goesWithItsLastUser(RegionInfo info) {
        boolean unlinks =
                info.details().map(RegionInfo.Details::unlinkWhenUnused).orElse(false);
        return unlinks && info.use() != RegionInfo.Use.IN_USE;
    }

    private static Verified not(String reason) {
        return new Verified(Optional.of(reason), List.of());
    }

    boolean isWhole() {
        return whyNot.isEmpty() && problems.isEmpty();
    }
}
