/** Tests. */
@NullMarked
package io.interlock.reports.site.chart;

import org.jspecify.annotations.NullMarked;
