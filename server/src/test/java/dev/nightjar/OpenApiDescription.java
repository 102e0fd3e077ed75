package dev.nightjar;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.nightjar.devices.OneOf;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Operator;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;

/** What the code of the controllers does not say by itself about the HTTP interface. */
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final Set<Class<?>> IDS =
            Set.of(AccountId.class, PersonId.class, DeviceId.class, SessionId.class, EventId.class);

    static {
        IDS.forEach(id -> SpringDocUtils.getConfig().replaceWithClass(id, UUID.class));
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Caller.Person.class, Caller.Device.class, Operator.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Nightjar").version("v1"));
    }

    @Bean
    GlobalOpenApiCustomizer onePathPerRoute() {
        return api -> {
            api.setServers(null);
            api.setTags(null);
            api.getComponents().addSchemas("ProblemBody", problem());
            api.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiDescription::addProblem));
        };
    }

    /** A route that answers nothing but a response entity leads elsewhere: to the file in the store. */
    @Bean
    OperationCustomizer redirects() {
        return (operation, handler) -> {
            if (isRedirect(handler)) {
                operation.setResponses(
                        new ApiResponses().addApiResponse("302", new ApiResponse().description("Found")));
            }
            return operation;
        };
    }

    /** What is not marked as nullable is always there. */
    @Bean
    ModelConverter required() {
        return new RequiredComponents();
    }

    private static boolean isRedirect(HandlerMethod handler) {
        ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
        return ResponseEntity.class.equals(type.resolve()) && Void.class.equals(type.resolveGeneric(0));
    }

    private static void addProblem(Operation operation) {
        operation.setTags(null);
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/ProblemBody");
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What went wrong")
                                .content(new Content()
                                        .addMediaType("application/problem+json", new MediaType().schema(schema))));
    }

    private static Schema<?> problem() {
        Schema<?> problem = object();
        problem.description("RFC 9457; the code is the contract");
        for (String text : List.of("type", "title", "detail", "code", "requestId", "field")) {
            problem.addProperty(text, typed("string"));
        }
        problem.addProperty("status", typed("integer"));
        problem.addProperty("limit", typed("number"));
        problem.addProperty("endsAt", typed("string").format("date-time"));
        problem.required(List.of("type", "title", "status", "detail", "code", "requestId"));
        return problem;
    }

    private static Schema<?> object() {
        return typed("object");
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.addType(type);
        return schema;
    }

    private static final class RequiredComponents implements ModelConverter {

        private static final Pattern WORDS = Pattern.compile("([a-z/]*)\\(([a-z0-9]+(?:\\|[a-z0-9]+)*)\\)");

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            if (!chain.hasNext()) {
                return null;
            }
            Schema<?> schema = chain.next().resolve(type, context, chain);
            Class<?> raw =
                    TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
            if (schema != null && raw.isRecord()) {
                Schema<?> defined = schema.get$ref() == null
                        ? schema
                        : context.getDefinedModels()
                                .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
                if (defined != null && defined.getProperties() != null) {
                    defined.getProperties().values().forEach(RequiredComponents::listWords);
                    listNumbers(raw, defined.getProperties());
                    defined.setRequired(required(raw, defined.getProperties().keySet()));
                }
            }
            return schema;
        }

        private static List<String> required(Class<?> raw, Set<String> properties) {
            return components(raw).filter(properties::contains).sorted().toList();
        }

        private static Stream<String> components(Class<?> raw) {
            return Arrays.stream(raw.getRecordComponents())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                            ? components(component.getType())
                            : Stream.of(component.getName()));
        }

        /** A pattern that only lists words, such as {@code video/(mp4|webm)}, tells more as the list itself. */
        private static void listWords(Schema<?> property) {
            Matcher list = WORDS.matcher(Objects.requireNonNullElse(property.getPattern(), ""));
            if (list.matches()) {
                property.setPattern(null);
                setWords(
                        property,
                        Arrays.stream(list.group(2).split("\\|"))
                                .map(word -> list.group(1) + word)
                                .toList());
            }
        }

        @SuppressWarnings("unchecked")
        private static void listNumbers(Class<?> raw, Map<String, Schema> properties) {
            for (RecordComponent component : raw.getRecordComponents()) {
                OneOf oneOf = component.getAccessor().getAnnotation(OneOf.class);
                Schema<Integer> property = properties.get(component.getName());
                if (oneOf != null && property != null) {
                    property.setEnum(Arrays.stream(oneOf.value()).boxed().toList());
                }
            }
        }

        @SuppressWarnings("unchecked")
        private static void setWords(Schema<?> property, List<String> words) {
            ((Schema<String>) property).setEnum(words);
        }
    }
}
