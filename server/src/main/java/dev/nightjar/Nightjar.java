package dev.nightjar;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The one program: it takes events, keeps clips, has them analysed and tells people. */
@Modulithic(systemName = "Nightjar")
@SpringBootApplication
@ConfigurationPropertiesScan
public class Nightjar {

    public static void main(String[] arguments) {
        SpringApplication.run(Nightjar.class, arguments);
    }
}
