package com.example.shop;

import java.io.Serializable;

/** The serializable superclass of a user's class. */
public abstract class Thing implements Serializable {

    private static final long serialVersionUID = 1L;

    protected final String name;

    protected Thing(String name) {
        this.name = name;
    }
}
