/** Two runs, benchmark by benchmark: what is slower, and what cannot be told. */
@NullMarked
package io.interlock.reports.gate.compare;

import org.jspecify.annotations.NullMarked;
