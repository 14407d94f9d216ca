/** The site as a browser shows it. */
@NullMarked
package io.interlock.reports.site.browser;

import org.jspecify.annotations.NullMarked;
