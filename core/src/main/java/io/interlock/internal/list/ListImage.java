package io.interlock.internal.list;

/** A part of a list at one moment. */
public final class ListImage {

    private final ListElement[] elements;
    private final long epoch;

    /**
     * What was found.
     *
     * @param elements in the list's order
     * @param epoch what EPOCH was. While it is the same, a record's address names the element: no memory has been reused.
     */
    ListImage(ListElement[] elements, long epoch) {
        this.elements = elements;
        this.epoch = epoch;
    }

    ListElement[] elements() {
        return elements;
    }

    long epoch() {
        return epoch;
    }

    public int size() {
        return elements.length;
    }

    public ListElement element(int index) {
        return elements[index];
    }
}
