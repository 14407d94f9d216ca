/** Programs to read and to run, one a primitive, each with the Python that it corresponds to. Tests run them all. */
@NullMarked
package io.interlock.examples;

import org.jspecify.annotations.NullMarked;
