package dev.nightjar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

/** What holds everywhere and no compiler checks. */
@AnalyzeClasses(packages = "dev.nightjar", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule nobodyAsksTheMachineForTheTime = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests set the Clock");

    @ArchTest
    static final ArchRule onlyTheStoreAndTheQueueKnowTheirVendor = noClasses()
            .that()
            .resideOutsideOfPackage("..storage.internal..")
            .and()
            .doNotHaveFullyQualifiedName("dev.nightjar.queue.Brokers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.azure..")
            .because("clips are kept behind ClipStore, messages sent by MessageQueue");

    @ArchTest
    static final ArchRule onlyTelegramKnowsItsClient = noClasses()
            .that()
            .resideOutsideOfPackage("..telegram.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pengrad..")
            .because("people are reached through a Channel");

    @ArchTest
    static final ArchRule onlyTheQueueKnowsItsProtocol = noClasses()
            .that()
            .resideOutsideOfPackage("..queue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.apache.qpid..", "org.springframework.jms..")
            .because("messages are sent by MessageQueue and taken by a QueueListener");

    @ArchTest
    static final ArchRule nobodyStreamsRows = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .because("a stream keeps its connection until it is closed; a list gives it back");

    @ArchTest
    static final ArchRule whatCallsInIsNotCalled = classes()
            .that()
            .resideInAPackage("..internal..")
            .should()
            .notBePublic()
            .because("controllers, listeners and vendor adapters have no callers in the code");

    @ArchTest
    static final ArchRule controllersAreInternal = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAPackage("..internal..")
            .because("the base package holds what other modules may use");

    @ArchTest
    static final ArchRule settingsAreRecords = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beRecords()
            .andShould()
            .notBePublic()
            .because("settings belong to one module and do not change");

    @ArchTest
    static final ArchRule dependenciesComeThroughTheConstructor =
            noFields().should().beAnnotatedWith(Autowired.class).because("what a class needs is seen in one place");

    @ArchTest
    static final ArchRule staticFieldsAreFinal = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .areNotEnums()
            .should()
            .beFinal()
            .because("there is no state outside of objects");

    @ArchTest
    static final ArchRule inferenceHasNoDatabase = noClasses()
            .that()
            .resideInAPackage("..inference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.springframework.dao..")
            .because("the worker decodes untrusted media");

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Bench")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("lines go to the log, with ids as key-values; only a bench is run for what it prints");
}
