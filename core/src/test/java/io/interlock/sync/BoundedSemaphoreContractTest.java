package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.testing.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bounded semaphore promises beyond others, whatever becomes of a dead process's permits. */
@ParameterizedClass
@EnumSource(OnHolderDeath.class)
@SuppressWarnings("NullAway") // also tested with null
@Timeout(60) // watchdog against a hang
class BoundedSemaphoreContractTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final OnHolderDeath onHolderDeath;
    private final ShmBoundedSemaphore semaphore;

    BoundedSemaphoreContractTest(OnHolderDeath onHolderDeath) {
        this.onHolderDeath = onHolderDeath;
        this.semaphore = region.boundedSemaphore("s", 3, onHolderDeath);
    }

    @Test
    void whatItSaysOfItself() {
        assertThat(semaphore.name()).isEqualTo("s");
        assertThat(semaphore.permits()).isEqualTo(3);
        assertThat(semaphore.onHolderDeath()).isEqualTo(onHolderDeath);
        assertThat(semaphore.toString())
                .startsWith("ShmBoundedSemaphore[region=" + workspace.path() + " bounded-semaphore=s");
        assertThat(region.boundedSemaphore("s", 3, onHolderDeath)).isSameAs(semaphore);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefusedAndChangeNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> region.boundedSemaphore("t", 0, onHolderDeath));
        assertThatIllegalArgumentException().isThrownBy(() -> region.boundedSemaphore("t", -1, onHolderDeath));
        assertThatNullPointerException().isThrownBy(() -> region.boundedSemaphore("t", 1, null));
        assertThat(region.boundedSemaphore("t", Integer.MAX_VALUE, onHolderDeath)
                        .availablePermits())
                .isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> region.boundedSemaphore("s", 2, onHolderDeath))
                .isInstanceOf(PrimitiveMismatchException.class);
        OnHolderDeath other = onHolderDeath == OnHolderDeath.KEEP ? OnHolderDeath.RETURN : OnHolderDeath.KEEP;
        assertThatThrownBy(() -> region.boundedSemaphore("s", 3, other)).isInstanceOf(PrimitiveMismatchException.class);
        assertThatThrownBy(() -> region.semaphore("s", 3)).isInstanceOf(PrimitiveMismatchException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void noneAndAllAndTooMany() throws Exception {
        semaphore.acquire(0);
        semaphore.release(0);
        assertThat(semaphore.tryAcquire(0)).isTrue();
        assertThat(semaphore.tryAcquire(Integer.MAX_VALUE)).isFalse();
        assertThatThrownBy(() -> semaphore.release(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.drainPermits()).isEqualTo(3);
        assertThat(semaphore.drainPermits()).isZero();
        assertThat(semaphore.tryAcquire(0)).isTrue();
        assertThatThrownBy(() -> semaphore.release(4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released twice");
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.release(3);
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
        ShmBoundedSemaphore large = region.boundedSemaphore("large", Integer.MAX_VALUE, onHolderDeath);
        large.acquire(Integer.MAX_VALUE);
        assertThat(large.availablePermits()).isZero();
        large.release(Integer.MAX_VALUE);
        assertThatThrownBy(() -> large.release(Integer.MAX_VALUE)).isInstanceOf(IllegalStateException.class);
        assertThat(large.availablePermits()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void oneOpeningAcquiresAndAnotherReleases() throws Exception {
        Region again = workspace.open();
        ShmBoundedSemaphore same = again.boundedSemaphore("s", 3, onHolderDeath);
        semaphore.acquire(2);
        assertThat(same.availablePermits()).isEqualTo(1);
        same.release();
        region.close();
        assertThat(same.availablePermits()).isEqualTo(2);
        same.release();
        assertThatThrownBy(same::release).isInstanceOf(IllegalStateException.class);
        ShmBoundedSemaphore other = workspace.open(workspace.path("elsewhere")).boundedSemaphore("s", 3, onHolderDeath);
        other.acquire(3);
        assertThat(same.availablePermits()).isEqualTo(3);
    }

    @Test
    void closingTheRegionForGoodReturnsWhatTheProcessHasWhereThatWasAskedFor() throws Exception {
        semaphore.acquire(2);
        region.close();
        assertThat(semaphore.permits()).isEqualTo(3);
        assertThat(workspace.open().boundedSemaphore("s", 3, onHolderDeath).availablePermits())
                .isEqualTo(onHolderDeath == OnHolderDeath.RETURN ? 3 : 1);
    }
}
