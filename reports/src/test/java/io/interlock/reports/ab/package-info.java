@NullMarked
package io.interlock.reports.ab;

import org.jspecify.annotations.NullMarked;
