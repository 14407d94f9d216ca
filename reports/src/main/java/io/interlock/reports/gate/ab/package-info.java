/** Two commits, built and measured side by side on one machine. */
@NullMarked
package io.interlock.reports.gate.ab;

import org.jspecify.annotations.NullMarked;
