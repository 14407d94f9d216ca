package com.example.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A value of a user's own class, which holds others. */
public class Article extends Thing {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Serializable> parts;

    public Article(String name, Serializable... parts) {
        super(name);
        this.parts = new ArrayList<>(List.of(parts));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Article article && article.name.equals(name) && article.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + parts;
    }
}
