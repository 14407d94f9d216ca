@NullMarked
package io.interlock.reports.history;

import org.jspecify.annotations.NullMarked;
