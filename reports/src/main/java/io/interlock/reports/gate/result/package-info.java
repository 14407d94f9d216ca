/** The results of a run, as read from its results directory. No other package reads result files. */
@NullMarked
package io.interlock.reports.gate.result;

import org.jspecify.annotations.NullMarked;
