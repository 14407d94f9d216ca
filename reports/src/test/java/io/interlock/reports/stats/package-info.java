/** Tests. */
@NullMarked
package io.interlock.reports.stats;

import org.jspecify.annotations.NullMarked;
