/** Tests. */
@NullMarked
package io.interlock.reports.text;

import org.jspecify.annotations.NullMarked;
