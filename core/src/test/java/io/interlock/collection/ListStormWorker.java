package io.interlock.collection;

import io.interlock.Region;
import io.interlock.testing.Storm;
import java.util.SplittableRandom;

/** Inserts, replaces and removes elements at random places, behind the workers' counts, which come first. */
final class ListStormWorker extends StormWorker {

    private static final int USUAL = 400;

    private final ShmList<byte[]> list;

    ListStormWorker(Region region, int index, SplittableRandom random) {
        super(region, index, random);
        this.list = region.list("list", Codecs.bytes());
    }

    /** Before the storm, by its starter. */
    static void prepare(Region region) {
        ShmList<byte[]> list = region.list("list", Codecs.bytes());
        for (int i = 0; i < Storm.WORKERS; i++) {
            list.add(StormValue.ofCount(0));
        }
    }

    @Override
    void change() {
        try {
            int size = list.size();
            int index = random.nextInt(Storm.WORKERS, size + 1);
            boolean grows = random.nextInt(2 * USUAL) > size;
            switch (random.nextInt(4)) {
                case 0 -> list.put(index, StormValue.next(random));
                case 1 -> check(list.set(index, StormValue.next(random)));
                case 2 -> addOrRemove(grows, size);
                default -> addOrRemove(grows, index);
            }
        } catch (IndexOutOfBoundsException e) {
            // Another has removed elements since the size was asked for.
        }
    }

    private void addOrRemove(boolean add, int index) {
        if (add) {
            list.add(index, StormValue.next(random));
        } else {
            check(list.remove(Math.max(Storm.WORKERS, index - 1)));
        }
    }

    @Override
    void count(int worker) {
        list.update(worker, before -> StormValue.ofCount(StormValue.countOf(before) + 1));
    }

    @Override
    long countOf(int worker) {
        return StormValue.countOf(list.get(worker));
    }

    @Override
    void look() {
        try {
            check(list.get(random.nextInt(Storm.WORKERS, list.size() + 1)));
        } catch (IndexOutOfBoundsException e) {
            // As above.
        }
    }

    @Override
    Iterable<String> verify() {
        return list.verify();
    }
}
