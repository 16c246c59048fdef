package dev.tunnel.cli.terminal;

import dev.tunnel.cli.config.LogSettings.Level;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// What Netty has to say: nothing by itself, as its warnings are made for developers and would run
/// into the status screen; errors go to the agent's log once there is one.
///
/// Netty's own search for a logging framework costs start-up time, and its last choice prints stack
/// traces.
public final class NettyLog extends InternalLoggerFactory {

    private static volatile @Nullable Log log;

    private NettyLog() {}

    /// Before the first use of Netty.
    public static void install() {
        InternalLoggerFactory.setDefaultFactory(new NettyLog());
    }

    /// Lets errors be seen.
    public static void attach(Log target) {
        log = target;
    }

    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger)
                Proxy.newProxyInstance(
                        NettyLog.class.getClassLoader(),
                        new Class<?>[] {InternalLogger.class},
                        (_, method, arguments) -> call(name, method, arguments));
    }

    private static @Nullable Object call(
            String name, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "name", "toString" -> name;
            case "isErrorEnabled" -> true;
            case "error" -> {
                error(name, arguments);
                yield null;
            }
            case "hashCode" -> name.hashCode();
            case "equals" -> false;
            default -> method.getReturnType() == boolean.class ? false : null;
        };
    }

    private static void error(String name, Object @Nullable [] arguments) {
        Log target = log;
        if (target != null && arguments != null && arguments.length > 0) {
            String last = String.valueOf(arguments[arguments.length - 1]);
            target.add(
                    Level.ERROR,
                    "internal failure",
                    "where",
                    name,
                    "reason",
                    arguments.length == 1 ? last : arguments[0] + ": " + last);
        }
    }
}
