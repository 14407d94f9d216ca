/**
 * The list of all primitives, and what they say of themselves in the public types of {@code io.interlock}.
 *
 * <p>{@link PrimitiveCatalogue} stands above the other internal packages: it alone names every public primitive. The
 * packages below work without that list. {@link io.interlock.internal.directory.PrimitiveType} finds a type by its
 * class, and {@link io.interlock.internal.inspect} and {@link io.interlock.internal.directory.Verification} take
 * functions that find an inspector or a verifier by the kind of an entry. The catalogue brings these functions.
 *
 * <p>A region can therefore be inspected or verified in a process that has used none of its primitives, as the command
 * does: the catalogue initializes each public class, which registers its type. The values and arrays are generated from
 * templates, and so is {@code ValueTypes}, their part of the list.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Each kind in {@link io.interlock.internal.format.Kind} belongs to one class of the list. An entry of a class
 *       that is missing here is listed without its state, and is not verified.
 *   <li>Reports of {@link io.interlock.internal.inspect.RegionReport} become {@link io.interlock.RegionEntry} and
 *       {@link io.interlock.RegionThread} here alone, so the packages below do not depend on them.
 * </ul>
 *
 * <p>The package has no shared words, so a death leaves nothing. It has no algorithm with a source of its own. Decision
 * 7 explains why values and arrays come from templates, decision 11 what inspection and verification may do.
 */
@NullMarked
package io.interlock.internal.catalogue;

import org.jspecify.annotations.NullMarked;
