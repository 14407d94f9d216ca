package io.interlock.reports.gate.result;

/** The results cannot be used. The message is one line for a person: which file or benchmark, what was found, what to do. */
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
