package io.interlock.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OpenMode;
import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.internal.format.Kind;
import io.interlock.internal.region.RegionOptions;
import io.interlock.sync.ShmLatch;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handles that say what is not so. */
class PrimitiveHandleTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Attachment attachment = RegionFiles.open(
            new RegionOptions(workspace.path(), OpenMode.OPEN, 0, PosixFilePermissions.fromString("rw-rw----")));
    private final RegionHandle handle = attachment.handle();

    @AfterEach
    void close() {
        RegionFiles.close(handle.attachment());
        RegionFiles.close(attachment);
    }

    @Test
    void whatTravelsIsPathIdentityAndExpectedPermissions() {
        assertThat(handle)
                .isEqualTo(new RegionHandle(
                        workspace.path().toString(), attachment.file().creationId(), "rw-rw----"));
        assertThat(handle.attachment()).isNotSameAs(attachment).isSameAs(handle.attachment());
        assertThat(handle.attachment().handle()).isEqualTo(handle);
    }

    @Test
    void aNameThatTheRegionDoesNotHaveIsRefusedAndNotCreated() {
        assertThatThrownBy(() -> arrive(new PrimitiveHandle(handle, ShmLong.class, "other", ShmLong.class)))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("name=other");
        assertThat(attachment.file().directory().find("other")).isNull();
    }

    @Test
    void anotherTypeIsRefused() {
        region.longValue("value");
        assertThatThrownBy(() -> arrive(new PrimitiveHandle(handle, ShmLatch.class, "value", 3L)))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("expected=latch found=long");
    }

    @Test
    void anotherConfigurationIsRefused() {
        region.latch("latch", 4);
        assertThatThrownBy(() -> arrive(new PrimitiveHandle(handle, ShmLatch.class, "latch", 3L)))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("expected=[count=3] found=[count=4]");
    }

    @Test
    void aClassThatIsNoPrimitiveIsRefusedBeforeItRuns() {
        region.longValue("value");
        assertThatThrownBy(() -> arrive(new PrimitiveHandle(handle, NoPrimitive.class, "value", "")))
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("NoPrimitive")
                .hasMessageContaining("is no primitive");
        assertThat(initialized).isFalse();
    }

    private static boolean initialized;

    private static final class NoPrimitive {
        static {
            initialized = true;
        }
    }

    @Test
    void aConfigurationThatCannotTravelIsNamed() {
        Object config = new Object();
        PrimitiveType.register(
                Unportable.class,
                PrimitiveType.zeroed(Kind.LONG, 128, c -> "", (a, entry, c) -> new Unportable(a, entry)));
        Unportable primitive = attachment.primitive(Unportable.class, "unportable", config);
        assertThatThrownBy(() -> arrive(primitive))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("name=unportable");
    }

    @HandleSerializable
    private static final class Unportable implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient PrimitiveIdentity identity;

        Unportable(Attachment region, DirectoryEntry entry) {
            this.identity = new PrimitiveIdentity(region, entry.name());
        }

        @Serial
        private Object writeReplace() throws ObjectStreamException {
            return identity.handle(getClass());
        }
    }

    private static Object arrive(Object handle) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(handle);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
