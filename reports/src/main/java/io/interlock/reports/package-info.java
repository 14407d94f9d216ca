/** The program that turns result files into a site. */
@NullMarked
package io.interlock.reports;

import org.jspecify.annotations.NullMarked;
