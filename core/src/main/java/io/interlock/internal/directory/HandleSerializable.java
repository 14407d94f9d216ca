package io.interlock.internal.directory;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the classes whose objects are names in a region, and are serialized as a {@link PrimitiveHandle}. An annotation and not an
 * interface, since users see the interfaces of a public class.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HandleSerializable {}
