package io.interlock.reports.result;

/** An implementation that could not run, and what to do about it. */
public record Skipped(String implementation, String reason, String hint) {}
