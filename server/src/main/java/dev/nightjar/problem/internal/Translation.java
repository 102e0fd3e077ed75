package dev.nightjar.problem.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.problem.ProblemException;
import java.io.EOFException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Says what the framework's exceptions mean to a client. Pure: it neither logs nor writes. */
final class Translation {

    private Translation() {}

    /** The problem to answer with, or null when the exception is a fault of ours. */
    static @Nullable ProblemException of(Throwable exception) {
        return switch (exception) {
            case ProblemException known -> known;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case BindException invalid -> invalid(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> invalid(invalid);
            case MethodArgumentTypeMismatchException mismatch -> field(mismatch.getName(), "has a wrong form");
            case MissingServletRequestParameterException missing -> field(missing.getParameterName(), "is missing");
            case MissingServletRequestPartException missing -> field(missing.getRequestPartName(), "is missing");
            case MaxUploadSizeExceededException _ -> byStatus(HttpStatus.CONTENT_TOO_LARGE);
            case MultipartException _ -> Problem.INVALID.because("The parts of the request cannot be read.");
            case TypeMismatchException mismatch ->
                field(Objects.requireNonNullElse(mismatch.getPropertyName(), "a value"), "has a wrong form");
            // what the address or a form says cannot be decoded
            case BadRequestException _ -> broken();
            // a body that ends before it is whole; nothing else that answers requests reads to an end by surprise
            case EOFException _ -> broken();
            case InvalidParameterException _ -> Problem.INVALID.because("The parameters cannot be read.");
            case HttpMediaTypeNotSupportedException unsupported -> unsupported(unsupported);
            case ErrorResponse response ->
                byStatus(HttpStatus.resolve(response.getStatusCode().value()));
            default -> DatabaseTrouble.of(exception);
        };
    }

    /** The problem that fits a status which came without an exception; null for faults of ours. */
    static @Nullable ProblemException byStatus(@Nullable HttpStatus status) {
        if (status == null || status.is5xxServerError()) {
            return null;
        }
        return switch (status) {
            case NOT_FOUND -> Problem.NOT_FOUND.because("There is nothing at this address.");
            case UNAUTHORIZED -> Problem.NOT_SIGNED_IN.because("Sign in first.");
            case FORBIDDEN -> Problem.NOT_ALLOWED.because("That is not allowed.");
            case METHOD_NOT_ALLOWED -> Problem.METHOD_NOT_ALLOWED.because("The address does not take this method.");
            case NOT_ACCEPTABLE -> Problem.NOT_ACCEPTABLE.because("The answer is application/json.");
            case UNSUPPORTED_MEDIA_TYPE -> Problem.MEDIA_TYPE_UNSUPPORTED.because("Send application/json.");
            case CONTENT_TOO_LARGE -> Problem.REQUEST_TOO_LARGE.because("The request is too large.");
            default -> Problem.INVALID.because("The request is not valid (status %s).", status.value());
        };
    }

    private static ProblemException broken() {
        return Problem.INVALID.because("The request is cut off or broken.");
    }

    private static ProblemException unreadable(HttpMessageNotReadableException exception) {
        Throwable cause = exception.getCause();
        while (cause != null) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
                return field(path(wrong), "is missing or has a wrong form");
            }
            cause = cause.getCause();
        }
        return Problem.INVALID.because("The body is not the JSON that is expected here.");
    }

    private static ProblemException unsupported(HttpMediaTypeNotSupportedException exception) {
        boolean parts = exception.getSupportedMediaTypes().contains(MediaType.MULTIPART_FORM_DATA);
        return Problem.MEDIA_TYPE_UNSUPPORTED.because(
                "Send %s.", parts ? MediaType.MULTIPART_FORM_DATA : MediaType.APPLICATION_JSON);
    }

    /** Written as the validation of a read body writes it: {@code mask[0].name}. */
    private static String path(DatabindException exception) {
        String steps = exception.getPath().stream().map(Translation::step).collect(Collectors.joining());
        return steps.startsWith(".") ? steps.substring(1) : steps;
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "[%d]".formatted(reference.getIndex()) : "." + name;
    }

    private static ProblemException invalid(BindingResult result) {
        FieldError error = result.getFieldError();
        if (error == null) {
            return Problem.INVALID.because("The request is not valid.");
        }
        return field(error.getField(), Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"));
    }

    private static ProblemException invalid(HandlerMethodValidationException exception) {
        ParameterValidationResult first =
                exception.getParameterValidationResults().getFirst();
        String name = Objects.requireNonNullElse(first.getMethodParameter().getParameterName(), "a value");
        String message = first.getResolvableErrors().stream()
                .map(MessageSourceResolvable::getDefaultMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("is not valid");
        return field(name, message);
    }

    private static ProblemException field(String name, String message) {
        return Problem.INVALID.because("%s %s.", name, message).withField(name);
    }
}
