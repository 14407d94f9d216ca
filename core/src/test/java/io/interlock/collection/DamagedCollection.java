package io.interlock.collection;

import io.interlock.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What {@link CollectionDamageTest} damages: filled while it is whole, then used. */
enum DamagedCollection {
    MAP {
        @Override
        void fill(Region region, Random random) {
            ShmMap<Integer, byte[]> map = map(region);
            for (int i = 0; i < 5 * KEYS; i++) {
                map.put(random.nextInt(KEYS), new byte[random.nextInt(2_000)]);
            }
            map.put(KEYS, new byte[20_000]);
        }

        @Override
        void use(Region region, Random random) {
            ShmMap<Integer, byte[]> map = map(region);
            int key = random.nextInt(KEYS + 1);
            switch (random.nextInt(8)) {
                case 0 -> map.put(key, new byte[random.nextInt(3_000)]);
                case 1 -> map.remove(key);
                case 2 -> map.forEach((k, value) -> {});
                case 3 -> map.getWith(key, view -> view.get(view.limit() - 1));
                case 4 -> map.putIfAbsent(key, new byte[map.size() % 100]);
                case 5 -> map.verify();
                case 6 -> map.compute(key, (k, value) -> value);
                default -> map.get(key);
            }
        }

        private ShmMap<Integer, byte[]> map(Region region) {
            return region.map("map", Codecs.int32(), Codecs.bytes());
        }
    },
    LIST {
        @Override
        void fill(Region region, Random random) {
            ShmList<byte[]> list = list(region);
            for (int i = 0; i < 5 * KEYS; i++) {
                list.add(random.nextInt(list.size() + 1), new byte[random.nextInt(2_000)]);
                if (list.size() > KEYS) {
                    list.remove(random.nextInt(list.size()));
                }
            }
            list.add(new byte[20_000]);
        }

        @Override
        void use(Region region, Random random) {
            ShmList<byte[]> list = list(region);
            int index = random.nextInt(KEYS);
            switch (random.nextInt(8)) {
                case 0 -> list.set(index, new byte[random.nextInt(3_000)]);
                case 1 -> list.remove(index);
                case 2 -> list.add(index, new byte[random.nextInt(3_000)]);
                case 3 -> list.add(new byte[random.nextInt(100)]);
                case 4 -> list.forEach(element -> {});
                case 5 -> list.verify();
                case 6 -> list.put(index, new byte[random.nextInt(100)]);
                default -> list.get(index);
            }
        }

        private ShmList<byte[]> list(Region region) {
            return region.list("list", Codecs.bytes());
        }
    },
    QUEUE {
        @Override
        void fill(Region region, Random random) {
            ShmQueue<byte[]> queue = queue(region);
            for (int i = 0; i < 5 * KEYS; i++) {
                while (!queue.offer(new byte[random.nextInt(2_000)])) {
                    queue.clear();
                }
            }
        }

        @Override
        void use(Region region, Random random) throws InterruptedException {
            ShmQueue<byte[]> queue = queue(region);
            try {
                switch (random.nextInt(9)) {
                    case 0 -> queue.offer(new byte[random.nextInt(3_000)]);
                    case 1 -> queue.poll(1, TimeUnit.MICROSECONDS);
                    case 2 -> queue.peek();
                    case 3 -> queue.forEach(element -> {});
                    case 4 -> queue.drainTo(new ArrayList<>(), random.nextInt(5));
                    case 5 -> queue.offer(new byte[random.nextInt(100)], 1, TimeUnit.MICROSECONDS);
                    case 6 -> queue.isDrained();
                    case 7 -> queue.join(Duration.ofNanos(queue.size() + queue.unfinished() > 0 ? 1_000 : 0));
                    default -> queue.taskDone();
                }
            } catch (IllegalStateException e) {
                // Says that it is closed, or that nothing is unfinished.
                CollectionDamageTest.requireFromFunction(e);
            }
        }

        private ShmQueue<byte[]> queue(Region region) {
            return region.queue("queue", Codecs.bytes(), 8_000);
        }
    },
    PIPE {
        @Override
        void fill(Region region, Random random) throws InterruptedException {
            ShmPipe pipe = pipe(region);
            for (int i = 0; i < 5 * KEYS; i++) {
                while (!pipe.first().trySend(new byte[random.nextInt(2_000)])) {
                    var unused = pipe.second().receive();
                }
                pipe.second().trySend(new byte[random.nextInt(2_000)]);
            }
        }

        @Override
        void use(Region region, Random random) throws InterruptedException {
            ShmPipe pipe = pipe(region);
            try {
                PipeEnd end = random.nextBoolean() ? pipe.first() : pipe.second();
                switch (random.nextInt(7)) {
                    case 6 -> {
                        if (end.poll()) {
                            end.receive(view -> view.get(random.nextInt(1_000)), Integer.MAX_VALUE);
                        }
                    }
                    case 0 -> end.trySend(new byte[random.nextInt(3_000)]);
                    case 1 -> end.poll(Duration.ofNanos(1_000));
                    case 2 -> {
                        if (end.poll()) {
                            var unused = end.receive();
                        }
                    }
                    case 3 -> {
                        if (end.poll()) {
                            end.receive(view -> view.get(random.nextInt(1_000)));
                        }
                    }
                    case 4 -> ShmPipe.awaitAny(Duration.ofNanos(1_000), pipe.first(), pipe.second());
                    default -> end.trySend(new byte[random.nextInt(100)]);
                }
            } catch (IllegalStateException e) {
                // Says that another process has the end, or that it is closed.
                CollectionDamageTest.requireFromFunction(e);
            }
        }

        private ShmPipe pipe(Region region) {
            return region.pipe("pipe", 4_000);
        }
    },
    NAMESPACE {
        @Override
        void fill(Region region, Random random) {
            for (int i = 0; i < 5 * KEYS; i++) {
                region.namespace("namespace").set("name " + random.nextInt(KEYS), value(random));
            }
        }

        @Override
        void use(Region region, Random random) {
            ShmNamespace namespace = region.namespace("namespace");
            String name = "name " + random.nextInt(KEYS + 1);
            switch (random.nextInt(5)) {
                case 0 -> namespace.set(name, value(random));
                case 1 -> namespace.delete(name);
                case 2 -> namespace.names();
                case 3 -> {
                    if (namespace.find(name, Object.class).orElse(null) instanceof Integer) {
                        namespace.update(name, Object.class, value -> value);
                    }
                }
                default -> namespace.find(name, Object.class);
            }
        }

        private static Object value(Random random) {
            return random.nextBoolean() ? (Object) random.nextInt() : "x".repeat(random.nextInt(2_000));
        }
    };

    private static final int KEYS = 60;

    abstract void fill(Region region, Random random) throws InterruptedException;

    abstract void use(Region region, Random random) throws InterruptedException;
}
