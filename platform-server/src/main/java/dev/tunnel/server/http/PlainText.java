package dev.tunnel.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import dev.tunnel.api.edge.EdgeEvent;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Reads texts, and refuses the one character that Postgres cannot store: U+0000. What agents say
/// of themselves comes in edges' messages and is cleaned instead, so those are read as they are.
final class PlainText extends StdScalarDeserializer<String> implements ContextualDeserializer {
    @Serial private static final long serialVersionUID = 1;

    PlainText() {
        super(String.class);
    }

    @Override
    public JsonDeserializer<?> createContextual(
            DeserializationContext context, @Nullable BeanProperty property) {
        boolean ofAnEdge =
                property != null
                        && property.getMember() != null
                        && property.getMember()
                                .getDeclaringClass()
                                .getPackageName()
                                .equals(EdgeEvent.class.getPackageName());
        return ofAnEdge ? StringDeserializer.instance : this;
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && text.indexOf('\0') >= 0) {
            return context.reportInputMismatch(this, "a text holds U+0000");
        }
        return text;
    }
}
