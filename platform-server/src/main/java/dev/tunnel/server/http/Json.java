package dev.tunnel.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.tunnel.api.Problem;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.api.rest.ServerInfo;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// How records of `platform-api`, which knows no JSON library, become JSON, and what JSON is taken.
///
/// A field that is not known is refused by the REST API, because who sends it expects it to do
/// something. Edges may be newer than the platform: of theirs it is left out.
@Singleton
final class Json implements ObjectMapperCustomizer {
    /// What anybody needs, and nothing that takes a stack apart.
    private static final int DEEPEST = 32;

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        mapper.addHandler(new Lenient());
        mapper.registerModule(
                new SimpleModule("plain text").addDeserializer(String.class, new PlainText()));
        mapper.addMixIn(Problem.class, AbsentWhenNull.class);
        mapper.addMixIn(ServerInfo.class, AbsentWhenNull.class);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface AbsentWhenNull {}

    /// Leaves out what an edge says beyond what this platform knows.
    private static final class Lenient extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String property)
                throws IOException {
            Class<?> type = beanOrClass instanceof Class<?> known ? known : beanOrClass.getClass();
            if (!type.getPackageName().equals(EdgeEvent.class.getPackageName())) {
                return false;
            }
            parser.skipChildren();
            return true;
        }
    }
}
