/** Names and number formats of the site. */
@NullMarked
package io.interlock.reports.site.text;

import org.jspecify.annotations.NullMarked;
