package dev.tunnel.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.Problem;
import dev.tunnel.api.rest.ServerInfo;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// How records of `platform-api`, which knows no JSON library, become JSON.
@Singleton
final class Json implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addMixIn(Problem.class, AbsentWhenNull.class);
        mapper.addMixIn(ServerInfo.class, AbsentWhenNull.class);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface AbsentWhenNull {}
}
