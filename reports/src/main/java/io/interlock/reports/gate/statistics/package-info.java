/** Statistics: figures with intervals from forks and iterations. */
@NullMarked
package io.interlock.reports.gate.statistics;

import org.jspecify.annotations.NullMarked;
