package io.interlock.cli;

import io.interlock.RegionInfo;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the user names: a region's name, or the path of its file. */
final class Target {

    private Target() {}

    /** The region that is meant; empty where there is none. */
    static Optional<RegionInfo> find(CommandSpec spec, String target) {
        try {
            return target.contains(File.separator) ? RegionInfo.of(Path.of(target)) : RegionInfo.of(target);
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "path=" + target + ": " + e.getReason(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), Text.messageOf(e), e);
        }
    }
}
