package com.example.shop;

/** A record of a user's. */
public record Order(String item, int count, State state) {

    /** An enum of a user's; its constants have classes of their own. */
    public enum State {
        OPEN {
            @Override
            public boolean isOver() {
                return false;
            }
        },
        DONE;

        public boolean isOver() {
            return true;
        }
    }
}
