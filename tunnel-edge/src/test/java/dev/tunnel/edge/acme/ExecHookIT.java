package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunnel.edge.config.DnsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExecHookIT {
    @TempDir private Path folder;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private ExecHook hook(String script, Duration timeout) throws IOException {
        var file = Files.writeString(folder.resolve("hook"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ExecHook(new DnsSettings.Hook(file, timeout, Duration.ZERO), threads);
    }

    @Test
    void is_told_what_to_do_and_none_of_our_settings() throws Exception {
        var hook =
                hook(
                        "echo \"$@\" >> %s/calls; env | grep -c TUNNEL_ >> %s/calls; exit 0"
                                .formatted(folder, folder),
                        Duration.ofSeconds(20));
        hook.add("_acme-challenge.example.com", "a b");
        hook.remove("_acme-challenge.example.com", "a b");
        assertThat(folder.resolve("calls"))
                .content()
                .isEqualTo(
                        "ADD _acme-challenge.example.com a b\n0\n"
                                + "REMOVE _acme-challenge.example.com a b\n0\n");
    }

    @Test
    void a_failure_says_its_last_line() throws Exception {
        var hook = hook("echo one; echo the zone is locked; exit 3", Duration.ofSeconds(20));
        assertThatThrownBy(() -> hook.add("a.b", "c"))
                .isInstanceOf(OrderFailure.class)
                .hasMessageContaining("ended with 3 (the zone is locked)");
    }

    @Test
    void its_last_line_is_said_however_much_it_wrote() throws Exception {
        var hook = hook("seq 1 100000; echo the zone is locked; exit 3", Duration.ofSeconds(20));
        assertThatThrownBy(() -> hook.add("a.b", "c"))
                .isInstanceOf(OrderFailure.class)
                .hasMessageContaining("ended with 3 (the zone is locked)");
    }

    @Test
    void one_that_hangs_is_killed() throws Exception {
        var hook = hook("sleep 600", Duration.ofMillis(300));
        assertThatThrownBy(() -> hook.add("a.b", "c"))
                .isInstanceOf(OrderFailure.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void much_output_holds_nothing_up() throws Exception {
        hook("set -e; head -c 1000000 /dev/zero; exit 0", Duration.ofSeconds(20)).add("a.b", "c");
    }
}
