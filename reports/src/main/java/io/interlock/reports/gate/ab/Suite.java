package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.result.ResultSet;
import java.util.Collection;
import java.util.List;

/** A suite of benchmarks that can be run for either arm. */
interface Suite {

    /** The parts to run first, when no result is known. */
    List<Part> parts();

    /** The parts in which these cases are run. */
    List<Part> parts(Collection<Case> cases);

    /** Runs a part once, usually in one fork for each of its benchmarks. */
    ResultSet run(Arm arm, Part part);
}
