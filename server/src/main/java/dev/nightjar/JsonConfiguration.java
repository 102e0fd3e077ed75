package dev.nightjar;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How times look in JSON: RFC 3339, UTC, always with milliseconds; and what no text may hold. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    @Bean
    JsonMapperBuilderCustomizer timesWithMilliseconds() {
        return builder -> builder.addModule(new SimpleModule()
                .addSerializer(new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader()));
    }

    /** The database keeps no NUL, and half a surrogate pair is no character. */
    @Bean
    JsonMapperBuilderCustomizer textThatCanBeKept() {
        return builder -> builder.addModule(new SimpleModule().addDeserializer(String.class, new TextReader()));
    }

    private static final class TextReader extends StdDeserializer<String> {

        TextReader() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            String value = StringDeserializer.instance.deserialize(parser, context);
            if (value != null && value.codePoints().anyMatch(TextReader::cannotBeKept)) {
                return context.reportInputMismatch(this, "Text without NUL and halves of characters is wanted");
            }
            return value;
        }

        private static boolean cannotBeKept(int codePoint) {
            return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        }
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

    /** Whether it can be a time of ours: of what lies far beyond, the database keeps not all. */
    static boolean canBeKept(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            Instant value = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (!canBeKept(value)) {
                return context.reportInputMismatch(this, "A time from %s to %s is wanted", FIRST, LAST);
            }
            return value;
        }
    }
}
