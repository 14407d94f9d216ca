/** Stored runs, one line a run, and where along them something changed. */
@NullMarked
package io.interlock.reports.gate.history;

import org.jspecify.annotations.NullMarked;
