/** Internal: pages. */
@NullMarked
package io.interlock.internal.pages;

import org.jspecify.annotations.NullMarked;
