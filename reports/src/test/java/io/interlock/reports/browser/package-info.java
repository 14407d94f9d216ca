/** The site as a browser shows it. */
@NullMarked
package io.interlock.reports.browser;

import org.jspecify.annotations.NullMarked;
