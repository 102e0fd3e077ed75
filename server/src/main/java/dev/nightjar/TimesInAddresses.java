package dev.nightjar;

import java.time.Instant;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads times in addresses as they are read in JSON: RFC 3339, and none that cannot be kept. */
@Component
class TimesInAddresses implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(new TimeReader());
    }

    private static final class TimeReader implements Converter<String, Instant> {

        @Override
        public Instant convert(String text) {
            Instant time = Instant.parse(text);
            if (!JsonConfiguration.canBeKept(time)) {
                throw new IllegalArgumentException("Not a time that can be kept");
            }
            return time;
        }
    }
}
