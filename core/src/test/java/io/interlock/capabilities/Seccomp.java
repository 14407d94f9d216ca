package io.interlock.capabilities;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Makes the kernel refuse system calls to this process from now on, as the profile of a container does. */
final class Seccomp {

    static {
        Native.register(Seccomp.class, "c");
    }

    private static final boolean X86_64 = "amd64".equals(System.getProperty("os.arch"));

    private static final long SECCOMP = X86_64 ? 317 : 277;
    private static final int SET_MODE_FILTER = 1;
    private static final int ALL_THREADS = 1;
    private static final int PR_SET_NO_NEW_PRIVS = 38;

    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int RETURN_ERRNO = 0x0005_0000;
    private static final int ALLOW = 0x7fff_0000;
    private static final int NUMBER_AT = 0;
    private static final int SECOND_ARGUMENT_AT = 24;

    private Seccomp() {}

    /** What is refused: a system call, or only some of its calls, by their second argument. */
    enum Call {
        FUTEX_WAITV(449),
        MEMBARRIER(X86_64 ? 324 : 283),
        SET_ROBUST_LIST(X86_64 ? 273 : 99),
        /** Waits and wake-ups between processes; the JVM itself uses those within a process. */
        SHARED_FUTEX(X86_64 ? 202 : 98, 0, 1),
        /** F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW. */
        OFD_LOCKS(X86_64 ? 72 : 25, 36, 37, 38),
        /** To map as many bytes as the program's region has. */
        MAP_OF_REGION(X86_64 ? 9 : 222, SandboxedProgram.REGION_FILE_BYTES);

        private final int number;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<Integer> operations;

        Call(int number, Integer... operations) {
            this.number = number;
            this.operations = List.of(operations);
        }
    }

    /** Refuses the call to all threads, those to come included. */
    static void refuse(Call call, int errno) {
        List<long[]> program = new ArrayList<>();
        int rest = call.operations.isEmpty() ? 1 : call.operations.size() + 2;
        program.add(new long[] {LOAD, 0, 0, NUMBER_AT});
        program.add(new long[] {JUMP_IF_EQUAL, 0, rest, call.number});
        if (!call.operations.isEmpty()) {
            program.add(new long[] {LOAD, 0, 0, SECOND_ARGUMENT_AT});
            int left = call.operations.size();
            for (int operation : call.operations) {
                left--;
                program.add(new long[] {JUMP_IF_EQUAL, left, left == 0 ? 1 : 0, operation});
            }
        }
        program.add(new long[] {RETURN, 0, 0, RETURN_ERRNO | errno});
        program.add(new long[] {RETURN, 0, 0, ALLOW});
        install(program);
    }

    private static void install(List<long[]> program) {
        Memory filter = new Memory(8L * program.size());
        for (int i = 0; i < program.size(); i++) {
            long[] instruction = program.get(i);
            filter.setShort(8L * i, (short) instruction[0]);
            filter.setByte(8L * i + 2, (byte) instruction[1]);
            filter.setByte(8L * i + 3, (byte) instruction[2]);
            filter.setInt(8L * i + 4, (int) instruction[3]);
        }
        Memory header = new Memory(16);
        header.clear();
        header.setShort(0, (short) program.size());
        header.setPointer(8, filter);
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
                || syscall(SECCOMP, SET_MODE_FILTER, ALL_THREADS, Pointer.nativeValue(header)) != 0) {
            System.out.println(SandboxedProgram.NO_SECCOMP);
            System.exit(0);
        }
    }

    private static native int prctl(int operation, long a, long b, long c, long d);

    private static native long syscall(long number, long a, long b, long c);
}
