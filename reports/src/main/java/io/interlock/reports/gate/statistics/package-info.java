/** From forks and iterations to a figure with its interval. */
@NullMarked
package io.interlock.reports.gate.statistics;

import org.jspecify.annotations.NullMarked;
