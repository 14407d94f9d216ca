/** What the reports do with good results, bad ones and none. */
@NullMarked
package io.interlock.reports;

import org.jspecify.annotations.NullMarked;
