/** What stands on which page; knows results and charts, and no HTML. */
@NullMarked
package io.interlock.reports.site.page;

import org.jspecify.annotations.NullMarked;
