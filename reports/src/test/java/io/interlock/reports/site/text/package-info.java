/** Tests. */
@NullMarked
package io.interlock.reports.site.text;

import org.jspecify.annotations.NullMarked;
