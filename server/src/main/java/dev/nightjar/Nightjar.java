package dev.nightjar;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.modulith.Modulithic;

/** The one program: it takes events, keeps clips, has them analysed and tells people. */
@Modulithic(
        systemName = "Nightjar",
        sharedModules = {"database", "problem", "jobs", "identity"})
@SpringBootApplication
@ConfigurationPropertiesScan
public class Nightjar {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Nightjar.class);
        if (System.getProperty("portfile") != null) {
            // tells whoever started the program with any free port which one it took
            application.addListeners(new WebServerPortFileWriter());
        }
        application.run(arguments);
    }
}
