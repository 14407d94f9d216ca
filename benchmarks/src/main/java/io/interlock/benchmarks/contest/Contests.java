package io.interlock.benchmarks.contest;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.benchmarks.contender.ContenderMain;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.handoff.Turns;
import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.lock.LockDriver;
import io.interlock.benchmarks.peer.CPeer;
import io.interlock.benchmarks.peer.HandOffPeer;
import io.interlock.benchmarks.peer.PythonPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Starts trials: who the contenders are depends on the implementation. */
public final class Contests {

    /** For every JVM that takes part: starts fast, stays small, and compiles as any JVM does. */
    private static final List<String> JVM_OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto", "-XX:-UsePerfData");

    private final Fork fork;
    private final Path controlFile;
    private final ControlBlock control;
    private final List<Participant> participants = new ArrayList<>();
    private final List<Runnable> closeables = new ArrayList<>();
    private final String trial;

    private Contests(Fork fork, int contenders, Load load) {
        this.fork = fork;
        this.trial = fork.nextTrial();
        this.controlFile = fork.files().shared(trial);
        this.control = fork.make(() -> ControlBlock.create(controlFile, contenders, load));
    }

    /** Starts this many contenders and waits until they are ready. */
    public static Contest start(Implementation implementation, int contenders, Load load) {
        return new Contests(Fork.current(), contenders, load).start(implementation);
    }

    /** A trial without a lock, for a ping-pong: its one contender is to echo what the caller sends. */
    public static Contest startEcho() {
        Contests contests = new Contests(Fork.current(), 1, Load.EMPTY);
        return contests.ready(() -> contests.addJvm(0, Implementation.REENTRANT_LOCK));
    }

    private Contest start(Implementation implementation) {
        return ready(() -> {
            switch (implementation.kind()) {
                case THREADS -> addThreads(control.contenders().size(), implementation);
                case JVMS -> {
                    addThreads(1, implementation);
                    for (int i = 1; i < control.contenders().size(); i++) {
                        addJvm(i, implementation);
                    }
                }
                case C -> addC(implementation);
                case PYTHON -> addProcess("Python contenders", 0, PythonPeer.command(fork.files(), controlFile));
            }
        });
    }

    /** Starts pairs whose ends hand a turn to one another by Interlock's primitives, each end in a JVM. */
    public static Contest startPairs(HandOffPrimitive primitive, int pairs) {
        Contests contests = new Contests(Fork.current(), 2 * pairs, Load.EMPTY);
        return contests.ready(() -> contests.addEnds(primitive, pairs));
    }

    /** The same by what the platform has for C. */
    public static Contest startCPairs(HandOffPrimitive primitive, int pairs) {
        Contests contests = new Contests(Fork.current(), 2 * pairs, Load.EMPTY);
        return contests.ready(() -> contests.addProcess(
                "pairs (C)", 0, HandOffPeer.command(contests.fork.files(), contests.controlFile, primitive)));
    }

    private Contest ready(Runnable starter) {
        long begun = System.nanoTime();
        Contest contest = new Contest(control, participants, this::remove);
        try {
            fork.make(Executors.callable(starter));
            contest.awaitReady(begun);
            return contest;
        } catch (RuntimeException | Error e) {
            contest.close();
            throw e;
        }
    }

    private void addThreads(int count, Implementation implementation) {
        LockDriver driver = implementation.open(control, controlFile, true);
        closeables.add(driver::close);
        for (int i = 0; i < count; i++) {
            add(ThreadParticipant.start(control, i, driver));
        }
    }

    private void addJvm(int index, Implementation implementation) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ContenderMain.class.getName());
        command.add(controlFile.toString());
        command.add(String.valueOf(index));
        command.add(implementation.label());
        command.add(String.valueOf(ProcessHandle.current().pid()));
        addProcess("contender " + index + " (JVM)", index, command);
    }

    private void addEnds(HandOffPrimitive primitive, int pairs) {
        Region region = Region.builder(fork.files().shared(trial + "-region"))
                .mode(OpenMode.CREATE)
                .open();
        closeables.add(region::close);
        for (int i = 0; i < 2 * pairs; i++) {
            Turns turns = primitive.open(region, i / 2, i % 2 == 0);
            add(JvmParticipant.start(
                    "end " + i + " (JVM)",
                    fork.files().temporary(trial + "-output-" + i),
                    JVM_OPTIONS,
                    controlFile,
                    i,
                    turns));
        }
    }

    private void addC(Implementation implementation) {
        for (int i = 0; i < control.contenders().size(); i++) {
            addProcess("contender " + i + " (C)", i, CPeer.command(fork.files(), controlFile, i, implementation));
        }
    }

    private void addProcess(String name, int index, List<String> command) {
        add(ProcessParticipant.start(name, fork.files().temporary(trial + "-output-" + index), command));
    }

    private void add(Participant participant) {
        fork.add(participant);
        participants.add(participant);
    }

    private void remove() {
        // Not the drivers whose thread is blocked in the lock: they go with this process.
        if (participants.stream().noneMatch(p -> p instanceof ThreadParticipant && p.isAlive())) {
            closeables.forEach(Runnable::run);
        }
        try {
            Files.deleteIfExists(controlFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fork.files().sweep(trial + "-");
    }
}
