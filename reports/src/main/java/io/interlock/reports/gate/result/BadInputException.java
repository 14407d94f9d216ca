package io.interlock.reports.gate.result;

/** The results cannot be used. The message is one line with the file or benchmark, the problem and the way out. */
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
