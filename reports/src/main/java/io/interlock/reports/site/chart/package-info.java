/** Charts as values, made from results, and their drawing. */
@NullMarked
package io.interlock.reports.site.chart;

import org.jspecify.annotations.NullMarked;
