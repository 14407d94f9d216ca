package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.result.ResultSet;
import java.util.Collection;
import java.util.List;

/** What can be run for either arm. */
interface Suite {

    /** Before anything has run. */
    List<Part> parts();

    /** Of these cases, what is run in one go. */
    List<Part> parts(Collection<Case> cases);

    /** Runs a part once, usually in one fork for each of its benchmarks. */
    ResultSet run(Arm arm, Part part);
}
