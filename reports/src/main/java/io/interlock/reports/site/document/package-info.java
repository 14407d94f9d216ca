/** Documents written in Markdown, as pages of the site. */
@NullMarked
package io.interlock.reports.site.document;

import org.jspecify.annotations.NullMarked;
