package io.interlock.internal.list;

/** A part of a list at one moment. */
final class ListImage {

    private final ListElement[] elements;
    private final long mod;

    /**
     * What was found.
     *
     * @param elements in the list's order
     * @param mod what MOD was. While it is the same, a block's address names the element: no memory has been reused.
     */
    ListImage(ListElement[] elements, long mod) {
        this.elements = elements;
        this.mod = mod;
    }

    ListElement[] elements() {
        return elements;
    }

    long mod() {
        return mod;
    }

    int size() {
        return elements.length;
    }

    ListElement element(int index) {
        return elements[index];
    }
}
