package dev.nightjar.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Payloads are stored as JSON: readable by people, and by a release that knows more fields. */
@Component
class JobPayloads implements Serializer {

    private final JsonMapper json;

    JobPayloads(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte[] serialize(Object data) {
        return json.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        return json.readValue(serialized, type);
    }
}
