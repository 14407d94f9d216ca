/** The command {@code interlock}: looks into regions, and removes those that nobody uses. A jar of its own, not the library's. */
@NullMarked
package io.interlock.cli;

import org.jspecify.annotations.NullMarked;
