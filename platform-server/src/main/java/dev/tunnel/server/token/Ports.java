package dev.tunnel.server.token;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// A port, `2000`, or a range with both ends, `2000-2100`.
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Ports.Validator.class)
@interface Ports {
    String message() default "must be a port, or a range such as 2000-2100";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// What cannot be parsed is none.
    final class Validator implements ConstraintValidator<Ports, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            try {
                PortRange.parse(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
