/** Stored runs, and the changes of level among them. */
@NullMarked
package io.interlock.reports.gate.history;

import org.jspecify.annotations.NullMarked;
