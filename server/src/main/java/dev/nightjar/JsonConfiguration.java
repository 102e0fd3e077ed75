package dev.nightjar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How times look in JSON: RFC 3339, UTC, always with milliseconds. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer timesWithMilliseconds() {
        return builder -> builder.addModule(new SimpleModule()
                .addSerializer(new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader()));
    }

    private static final class InstantWriter extends StdSerializer<Instant> {

        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(FORM.format(value));
        }
    }

    /** Years beyond these are no times of ours, and the database keeps not all of them. */
    private static final class InstantReader extends StdDeserializer<Instant> {

        private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            Instant value = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (value.isBefore(FIRST) || value.isAfter(LAST)) {
                return context.reportInputMismatch(this, "A time from %s to %s is wanted", FIRST, LAST);
            }
            return value;
        }
    }
}
