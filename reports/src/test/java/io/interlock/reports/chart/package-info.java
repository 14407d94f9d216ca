/** Tests. */
@NullMarked
package io.interlock.reports.chart;

import org.jspecify.annotations.NullMarked;
