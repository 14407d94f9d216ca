package io.interlock.reports.gate.ab;

import java.nio.file.Path;
import java.util.Map;

/** The directory of each arm's program. */
final class Trees {

    private Trees() {}

    static Path of(Map<Arm, Path> trees, Arm arm) {
        Path tree = trees.get(arm);
        if (tree == null) {
            throw new IllegalArgumentException("no tree for " + arm);
        }
        return tree;
    }
}
