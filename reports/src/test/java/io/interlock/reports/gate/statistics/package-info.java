/** Tests. */
@NullMarked
package io.interlock.reports.gate.statistics;

import org.jspecify.annotations.NullMarked;
