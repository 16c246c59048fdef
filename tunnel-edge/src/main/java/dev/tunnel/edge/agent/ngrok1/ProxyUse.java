package dev.tunnel.edge.agent.ngrok1;

import io.netty.channel.ChannelHandler;

/// What a proxy connection is wanted for.
///
/// @param start names tunnel and visitor
/// @param handler serves the visitor
/// @param asked whether the local service speaks only when it is asked, so that what it says before
///   is an answer that came early
record ProxyUse(Answer.StartProxy start, ChannelHandler handler, boolean asked) {}
