package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.contender.ContenderMain;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.Drivers;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import io.interlock.benchmarks.peer.CPeer;
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

    private final Fork fork;
    private final Path controlFile;
    private final ControlBlock control;
    private final List<Participant> participants = new ArrayList<>();
    private final List<Driver> drivers = new ArrayList<>();
    private final String trial;

    private Contests(Fork fork, int contenders, Setting setting) {
        this.fork = fork;
        this.trial = fork.nextTrial();
        this.controlFile = fork.files().shared(trial);
        this.control = fork.make(() -> ControlBlock.create(controlFile, contenders, setting));
    }

    /** Starts this many contenders and waits until they are ready. */
    public static Contest start(Implementation implementation, int contenders, Setting setting) {
        return new Contests(Fork.current(), contenders, setting).start(implementation);
    }

    /** A trial without a primitive, for a ping-pong: its one contender is to echo what the caller sends. */
    public static Contest startEcho() {
        Contests contests = new Contests(Fork.current(), 1, Setting.loop(Load.EMPTY));
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
                case PYTHON ->
                    addProcess("Python contenders", 0, PythonPeer.command(fork.files(), controlFile, implementation));
            }
        });
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
        Driver driver = Drivers.open(implementation, control, controlFile, 0);
        drivers.add(driver);
        for (int i = 0; i < count; i++) {
            add(ThreadParticipant.start(control, i, driver.forThread()));
        }
    }

    private void addJvm(int index, Implementation implementation) {
        addProcess(
                "contender " + index + " (JVM)",
                index,
                jvm(
                        implementation.subject(),
                        ContenderMain.class,
                        controlFile.toString(),
                        String.valueOf(index),
                        implementation.name(),
                        String.valueOf(ProcessHandle.current().pid())));
    }

    /** The command of a JVM that takes part, as this one. */
    static List<String> jvm(Subject subject, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.of(subject));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
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
        // Not the drivers whose thread is blocked: they go with this process.
        if (participants.stream().noneMatch(p -> p instanceof ThreadParticipant && p.isAlive())) {
            drivers.forEach(Driver::close);
        }
        try {
            Files.deleteIfExists(controlFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fork.files().sweep(trial + "-");
    }
}
