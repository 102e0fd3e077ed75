package dev.nightjar.devices;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

/** A number that must be one of a few. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneOf.Check.class)
public @interface OneOf {

    /** The numbers that are taken. */
    int[] value();

    /** What is said of any other number, after the name of the field. */
    String message() default "must be one of {value}";

    /** As bean validation asks for it. */
    Class<?>[] groups() default {};

    /** As bean validation asks for it. */
    Class<? extends Payload>[] payload() default {};

    /** Looks whether the number is among them. */
    final class Check implements ConstraintValidator<OneOf, Integer> {

        private int[] numbers = {};

        @Override
        public void initialize(OneOf constraint) {
            numbers = constraint.value().clone();
        }

        @Override
        public boolean isValid(Integer value, ConstraintValidatorContext context) {
            return Arrays.stream(numbers).anyMatch(number -> number == value);
        }
    }
}
