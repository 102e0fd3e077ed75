package dev.nightjar;

import dev.nightjar.queue.Role;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.modulith.Modulithic;

/** The one program: it takes events, keeps clips, has them analysed and tells people. */
@Modulithic(
        systemName = "Nightjar",
        sharedModules = {"database", "problem", "jobs", "identity"})
@SpringBootApplication
@ConfigurationPropertiesScan
public class Nightjar {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication();
        application.setMainApplicationClass(Nightjar.class);
        application.addListeners(new PartsByRole(application));
        if (System.getProperty("portfile") != null) {
            // tells whoever started the program with any free port which one it took
            application.addListeners(new WebServerPortFileWriter());
        }
        application.run(arguments);
    }

    /** A worker alone consists of less; which it is to be, the settings say, wherever they come from. */
    private record PartsByRole(SpringApplication application)
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            boolean api = Role.of(event.getEnvironment()).contains(Role.API);
            application.addPrimarySources(List.of(api ? Nightjar.class : Worker.class));
        }
    }
}
