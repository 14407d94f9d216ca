package io.interlock.reports.gate.result;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses files and lines of JSON, with errors that name the file and the place. */
public final class Json {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    public static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read as text", e);
        }
    }

    /**
     * Parses one text.
     *
     * @param where the file, and the line where there are several texts in it
     */
    static JsonNode parse(String text, String where) {
        if (text.isBlank()) {
            throw new BadInputException(where + ": is empty");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new BadInputException(where + ": is not valid JSON" + place + "; was it cut off? Measure again", e);
        }
    }

    /** Refuses a file of another format than the one that this program reads. */
    public static void requireFormat(JsonNode root, String field, int format, String file) {
        JsonNode found = root.path(field);
        if (!found.isInt() || found.intValue() != format) {
            throw new BadInputException(file + ": " + field + " expected=" + format + " found="
                    + (found.isMissingNode() ? "none" : found.toString())
                    + ": use the reports of the version that made it");
        }
    }
}
