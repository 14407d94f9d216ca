/** What a run measured, as read from its results directory; nothing else here reads result files. */
@NullMarked
package io.interlock.reports.gate.result;

import org.jspecify.annotations.NullMarked;
