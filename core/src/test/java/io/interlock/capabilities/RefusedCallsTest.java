package io.interlock.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sandbox refuses a system call, from the start or later: which protocol results, what is said, and deaths are noticed. */
@Tag("exhaustive")
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(named = "interlock.native", matches = "false")
@Timeout(120) // watchdog
class RefusedCallsTest {

    private static final int EPERM = 1;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @RegisterExtension
    final Programs programs = new Programs();

    @ParameterizedTest
    @CsvSource({"1, EPERM", "38, ENOSYS"})
    void withoutFutexWaitvTheProtocolIsTheSame(int errno, String name) throws Exception {
        start("early", Seccomp.Call.FUTEX_WAITV, errno)
                .awaitDone()
                .hasProtocol("FUTEX_ASYMMETRIC")
                .hasWarnedOnce("The system call futex_waitv", name, "seccomp", "interlock.futexWaitv=false")
                .diesNoticed();
    }

    @ParameterizedTest
    @CsvSource({"1, EPERM", "38, ENOSYS"})
    void withoutMembarrierBothSidesFence(int errno, String name) throws Exception {
        start("early", Seccomp.Call.MEMBARRIER, errno)
                .awaitDone()
                .hasProtocol("FUTEX")
                .hasWarnedOnce("The system call membarrier", name, "seccomp", "interlock.membarrier=false")
                .diesNoticed();
    }

    @ParameterizedTest
    @CsvSource({"1", "38"})
    void withoutRobustListsTheProtocolIsPortable(int errno) throws Exception {
        start("early", Seccomp.Call.SET_ROBUST_LIST, errno)
                .awaitDone()
                .hasProtocol("PORTABLE")
                .hasWarnedOnce("Interlock works in the protocol PORTABLE", "set_robust_list", "seccomp")
                .diesNoticed();
    }

    @ParameterizedTest
    @CsvSource({"1", "38"})
    void withoutLocksOfOpenFilesTheProtocolIsTheSame(int errno) throws Exception {
        start("early", Seccomp.Call.OFD_LOCKS, errno)
                .awaitDone()
                .hasProtocol("FUTEX_ASYMMETRIC")
                .hasWarnedOnce("refuses open-file-description locks", "F_OFD_SETLK", "seccomp")
                .diesNoticed();
    }

    @Test
    void withoutFutexesBetweenProcessesTheProtocolIsPortable() throws Exception {
        start("early", Seccomp.Call.SHARED_FUTEX, EPERM)
                .awaitDone()
                .hasProtocol("PORTABLE")
                .hasWarnedOnce("Interlock works in the protocol PORTABLE", "futex", "EPERM", "seccomp")
                .diesNoticed();
    }

    @Test
    void aSleepThatIsRefusedLaterBecomesAnotherSleep() throws Exception {
        start("late", Seccomp.Call.FUTEX_WAITV, EPERM)
                .awaitDone()
                .hasProtocol("FUTEX_ASYMMETRIC")
                .hasWarnedOnce("The system call futex_waitv worked when this process started and fails now", "EPERM")
                .diesNoticed();
    }

    @Test
    void whereFutexesAreRefusedLaterWhoWaitsPolls() throws Exception {
        start("late", Seccomp.Call.SHARED_FUTEX, EPERM)
                .awaitDone()
                .hasProtocol("FUTEX_ASYMMETRIC")
                .hasWarnedOnce("The system call futex(FUTEX_WAIT) worked when this process started", "EPERM")
                .hasWarnedOnce("The system call futex(FUTEX_WAKE) worked when this process started", "EPERM")
                .diesNoticed();
    }

    @Test
    void whereTheFenceIsRefusedLaterNobodyReliesOnIt() throws Exception {
        start("late", Seccomp.Call.MEMBARRIER, EPERM)
                .awaitDone()
                .hasProtocol("FUTEX_ASYMMETRIC")
                .hasWarnedOnce("The system call membarrier worked when this process started and fails now", "EPERM")
                .diesNoticed();
    }

    @Test
    void aThreadWhoseDeathWouldNotBeNoticedIsRefused() throws Exception {
        Program program = start("late", Seccomp.Call.SET_ROBUST_LIST, EPERM).awaitEnd();
        assertThat(program.written())
                .contains("protocol=FUTEX_ASYMMETRIC")
                .contains("RegionException: region=" + workspace.path())
                .contains("its death would not be noticed", "set_robust_list");
    }

    @Test
    void aRegionThatItsCreatorCannotMapIsNotLeftBehind() throws Exception {
        Program program = start("early", Seccomp.Call.MAP_OF_REGION, EPERM).awaitEnd();
        assertThat(program.written())
                .contains("RegionException: region=" + workspace.path())
                .doesNotContain("protocol=");
        assertThat(workspace.fileNames()).isEmpty();
    }

    private Program start(String when, Seccomp.Call call, int errno) throws IOException {
        return programs.start(
                workspace.path(),
                List.of("--enable-native-access=ALL-UNNAMED"),
                List.of(System.getProperty("java.class.path")),
                when,
                call.name(),
                String.valueOf(errno));
    }
}
