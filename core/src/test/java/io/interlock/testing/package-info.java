/** What the tests of all packages share: a place for region files, threads, children, and waiting for a condition. */
@NullMarked
package io.interlock.testing;

import org.jspecify.annotations.NullMarked;
