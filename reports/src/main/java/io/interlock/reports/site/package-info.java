/** Writes pages, charts and raw data into a directory. */
@NullMarked
package io.interlock.reports.site;

import org.jspecify.annotations.NullMarked;
