package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;

/// One message of a CONTROL frame: a JSON object whose `type` names the record.
///
/// The agent speaks first with [Hello] and gets [Welcome] or [Refused]. Then [OpenTunnel] is
/// answered by [TunnelOpened] or [TunnelRefused] with the same `ref`. [TunnelClosed] and [Notice]
/// come unasked.
@Json(typeProperty = "type")
@Json.SubType(type = Hello.class, name = "Hello")
@Json.SubType(type = Welcome.class, name = "Welcome")
@Json.SubType(type = Refused.class, name = "Refused")
@Json.SubType(type = OpenTunnel.class, name = "OpenTunnel")
@Json.SubType(type = TunnelOpened.class, name = "TunnelOpened")
@Json.SubType(type = TunnelRefused.class, name = "TunnelRefused")
@Json.SubType(type = CloseTunnel.class, name = "CloseTunnel")
@Json.SubType(type = TunnelClosed.class, name = "TunnelClosed")
@Json.SubType(type = Notice.class, name = "Notice")
public sealed interface ControlMessage
        permits Hello,
                Welcome,
                Refused,
                OpenTunnel,
                TunnelOpened,
                TunnelRefused,
                CloseTunnel,
                TunnelClosed,
                Notice {}
