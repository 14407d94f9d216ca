package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.peer.TrialContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Starts trials: the kind of workers depends on the peer. */
public final class Trials {

    private final ForkScope fork;
    private final Path controlFile;
    private final ControlBlock control;
    private final List<WorkerHost> hosts = new ArrayList<>();
    private final TrialContext context;
    private final String name;

    private Trials(ForkScope fork, int workers, Setting setting) {
        this.fork = fork;
        this.name = fork.nextTrial();
        this.controlFile = fork.files().shared(name);
        this.control = fork.make(() -> ControlBlock.create(controlFile, workers, setting));
        this.context = new TrialContext(control, controlFile, 0);
    }

    /** Starts this many workers and waits until they are ready. */
    public static Trial start(Peer peer, int workers, Setting setting) {
        return new Trials(ForkScope.current(), workers, setting).start(peer);
    }

    /** A trial without a primitive, for a ping-pong: its one worker is to echo what the caller sends. */
    public static Trial startEcho() {
        Trials starter = new Trials(ForkScope.current(), 1, Setting.loop(Load.EMPTY));
        return starter.ready(() -> starter.addJvm(0, Peers.find(PrimitiveKind.LOCK, "reentrant-lock")));
    }

    private Trial start(Peer peer) {
        return ready(() -> {
            int workers = control.workers().size();
            switch (peer.host()) {
                case THREADS -> addThreads(workers, peer);
                case JVMS -> {
                    addThreads(1, peer);
                    for (int i = 1; i < workers; i++) {
                        addJvm(i, peer);
                    }
                }
                case PROGRAMS -> {
                    List<List<String>> commands = peer.library().commands(peer, fork.files(), controlFile, workers);
                    for (int i = 0; i < commands.size(); i++) {
                        String who = commands.size() == workers ? "worker " + i : "workers";
                        addProcess(who + " (" + peer.label() + ")", i, commands.get(i));
                    }
                }
            }
        });
    }

    private Trial ready(Runnable starter) {
        long begun = System.nanoTime();
        Trial trial = new Trial(control, hosts, this::remove);
        try {
            fork.make(Executors.callable(starter));
            trial.awaitReady(begun);
            return trial;
        } catch (RuntimeException | Error e) {
            trial.close();
            throw e;
        }
    }

    private void addThreads(int count, Peer peer) {
        Driver driver = peer.library().open(peer, context);
        for (int i = 0; i < count; i++) {
            add(WorkerThread.start(control, i, driver.forThread()));
        }
    }

    private void addJvm(int index, Peer peer) {
        addProcess(
                "worker " + index + " (JVM)",
                index,
                jvm(
                        peer.kind(),
                        WorkerMain.class,
                        controlFile.toString(),
                        String.valueOf(index),
                        peer.kind().name(),
                        peer.label(),
                        String.valueOf(ProcessHandle.current().pid())));
    }

    /** The command of a JVM that takes part, as this one. */
    static List<String> jvm(PrimitiveKind kind, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Forked.options(kind));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void addProcess(String who, int index, List<String> command) {
        add(WorkerProcess.start(who, fork.files().temporary(name + "-output-" + index), command));
    }

    private void add(WorkerHost host) {
        fork.add(host);
        hosts.add(host);
    }

    private void remove() {
        // Not what a thread is blocked in: it goes with this process.
        if (hosts.stream().noneMatch(p -> p instanceof WorkerThread && p.isAlive())) {
            context.close();
        }
        try {
            Files.deleteIfExists(controlFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fork.files().sweep(name + "-");
    }
}
