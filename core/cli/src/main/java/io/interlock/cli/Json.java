package io.interlock.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.interlock.RegionEntry;
import io.interlock.RegionInfo;
import io.interlock.RegionThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same for programs. Times are ISO 8601, sizes bytes; a field that is not known is missing. */
final class Json {

    private Json() {}

    /** Writes one value. */
    @FunctionalInterface
    private interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    static void writeAll(PrintWriter out, List<RegionInfo> regions, boolean entries) throws IOException {
        document(out, json -> {
            json.writeStartArray();
            for (RegionInfo region : regions) {
                region(json, region, entries);
            }
            json.writeEndArray();
        });
    }

    static void write(PrintWriter out, RegionInfo region, Optional<Verified> verified) throws IOException {
        document(out, json -> {
            json.writeStartObject();
            fields(json, region, true);
            if (verified.isPresent()) {
                verified(json, verified.get());
            }
            json.writeEndObject();
        });
    }

    private static void verified(JsonGenerator json, Verified verified) throws IOException {
        json.writeObjectFieldStart("verified");
        json.writeBooleanField("whole", verified.isWhole());
        if (verified.whyNot().isPresent()) {
            json.writeStringField("whyNot", verified.whyNot().get());
        }
        json.writeArrayFieldStart("problems");
        for (String problem : verified.problems()) {
            json.writeString(problem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(PrintWriter out, List<UnlinkCommand.Result> results, boolean dryRun) throws IOException {
        document(out, json -> {
            json.writeStartArray();
            for (UnlinkCommand.Result result : results) {
                json.writeStartObject();
                json.writeStringField("region", result.region());
                json.writeBooleanField(dryRun ? "wouldBeRemoved" : "removed", result.removed());
                json.writeStringField("message", result.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void document(PrintWriter out, Value value) throws IOException {
        // The stream is not ours to close.
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            value.write(json);
        }
        out.println();
    }

    private static void region(JsonGenerator json, RegionInfo region, boolean entries) throws IOException {
        json.writeStartObject();
        fields(json, region, entries);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, RegionInfo region, boolean entries) throws IOException {
        json.writeStringField("path", region.path().toString());
        if (region.name().isPresent()) {
            json.writeStringField("name", region.name().get());
        }
        json.writeStringField("use", region.use().name());
        json.writeNumberField("fileBytes", region.fileBytes());
        if (region.problem().isPresent()) {
            json.writeStringField("problem", region.problem().get());
        }
        if (region.details().isPresent()) {
            details(json, region.details().get(), entries);
        }
    }

    private static void details(JsonGenerator json, RegionInfo.Details details, boolean entries) throws IOException {
        json.writeNumberField("formatVersion", details.formatVersion());
        json.writeStringField("library", details.library());
        json.writeStringField("protocol", details.protocol());
        json.writeStringField("created", details.created().toString());
        json.writeNumberField("creatorPid", details.creatorPid());
        json.writeNumberField("creatorPidNamespace", details.creatorPidNamespace());
        json.writeNumberField("capacityBytes", details.capacityBytes());
        json.writeNumberField("backedBytes", details.backedBytes());
        json.writeBooleanField("unlinkWhenUnused", details.unlinkWhenUnused());
        json.writeNumberField("livingProcesses", details.processes());
        json.writeNumberField("livingThreads", details.threads().size());
        json.writeNumberField("endedThreads", details.endedThreads());
        if (entries) {
            threads(json, "threads", details.threads());
            json.writeArrayFieldStart("entries");
            for (RegionEntry entry : details.entries()) {
                entry(json, entry);
            }
            json.writeEndArray();
        }
    }

    private static void entry(JsonGenerator json, RegionEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("kind", entry.kind());
        json.writeStringField("configuration", entry.configuration());
        json.writeNumberField("sizeBytes", entry.sizeBytes());
        json.writeStringField("created", entry.created().toString());
        json.writeNumberField("creatorPid", entry.creatorPid());
        json.writeNumberField("creatorPidNamespace", entry.creatorPidNamespace());
        threads(json, "holders", entry.holders());
        threads(json, "waiters", entry.waiters());
        json.writeObjectFieldStart("state");
        for (Map.Entry<String, Object> state : entry.state().entrySet()) {
            json.writeFieldName(state.getKey());
            json.writeObject(state.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void threads(JsonGenerator json, String field, List<RegionThread> threads) throws IOException {
        json.writeArrayFieldStart(field);
        for (RegionThread thread : threads) {
            json.writeStartObject();
            json.writeStringField("role", thread.role());
            json.writeNumberField("pid", thread.pid());
            json.writeNumberField("pidNamespace", thread.pidNamespace());
            json.writeNumberField("slot", thread.slot());
            if (thread.usesRegionSince().isPresent()) {
                json.writeStringField(
                        "usesRegionSince", thread.usesRegionSince().get().toString());
            }
            json.writeBooleanField("alive", thread.alive());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
