/**
 * Codecs: how keys, values and elements become bytes and objects again.
 *
 * <p>{@link io.interlock.collection.Codecs} hands out the codecs of this package: {@link BasicCodecs} for strings, numbers,
 * booleans and byte arrays, {@link RecordCodec} and {@link EnumCodec} by reflection, {@link SerializableCodec} for Java
 * serialization with a list of classes, {@link HandleCodec} for primitives of a region, and {@link AttributeCodec} for a
 * namespace. {@link CodecSupport} is a codec as a collection uses it: its messages name the collection.
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>A codec's id is stored in the region and compared whenever a collection is opened, so two processes cannot read the
 *       same bytes differently. {@link Fingerprint} stands in it for a text that is too long.
 *   <li>Decoding trusts nothing: every length is checked, and what is left over is an error. {@link HexDump} shows the bytes
 *       in the message.
 *   <li>Only named classes are deserialized. {@link CheckedInput} refuses every other class before an object of it exists,
 *       and {@link CheckedOutput} refuses to write what could not be read. {@link SerializedClasses} knows what a named
 *       class brings along.
 *   <li>A codec may run more than once for the same bytes, and some methods of collections run it under their lock, so it
 *       must be short and must not use the collection.
 * </ul>
 *
 * <h2>On the way to another process</h2>
 *
 * <p>A codec is serialized as a handle ({@link BasicCodecHandle}, {@link RecordCodecHandle}, {@link EnumCodecHandle},
 * {@link SerializableCodecHandle}, {@link HandleCodecHandle}), which makes it anew from the classes of the other process.
 * Classes stand in handles by name ({@link TypeName}), as a reader that refuses unknown classes would refuse the mention of
 * one.
 *
 * <h2>Deaths</h2>
 *
 * <p>Codecs work on private memory, so a death in one leaves nothing.
 *
 * <h2>Sources</h2>
 *
 * <p>Filtering of serialized classes: JEP 290 (2017), whose filters apply to a whole process; the checks here apply to one
 * codec.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Replacing primitives in the stream of our own processes alone, which leaves all other streams without handles (decision
 * 5).
 */
@NullMarked
package io.interlock.internal.codec;

import org.jspecify.annotations.NullMarked;
