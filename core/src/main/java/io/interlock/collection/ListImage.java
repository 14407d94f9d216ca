package io.interlock.collection;

/**
 * A part of a list at one moment.
 *
 * @param elements in the list's order
 * @param mod what MOD was. While it is the same, a block's address names the element: no memory has been reused.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ListImage(ListElement[] elements, long mod) {

    int size() {
        return elements.length;
    }

    ListElement element(int index) {
        return elements[index];
    }
}
