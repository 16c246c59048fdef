package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a configuration file says; absent where it is silent.
///
/// @param agentAddress where agents connect, without asking the platform
/// @param apiKey secret for REST calls that an authtoken may not make
/// @param proxy how connections leave this machine
/// @param tunnels by name; an ngrok 1.x entry may define several under one name
public record FileConfig(
        @Nullable ServerUrl server,
        @Nullable HostPort agentAddress,
        @Nullable Secret authtoken,
        @Nullable Secret apiKey,
        @Nullable PrivateCa ca,
        @Nullable ProxyUrl proxy,
        InspectorSettings inspector,
        LogSettings log,
        Map<String, List<TunnelDefinition>> tunnels,
        Path path) {}
