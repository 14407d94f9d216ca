/** How things are called and how figures are written. */
@NullMarked
package io.interlock.reports.site.text;

import org.jspecify.annotations.NullMarked;
