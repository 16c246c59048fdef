package dev.tunnel.edge.telemetry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Readings for Prometheus, asked for when somebody scrapes: nothing is kept twice. The text format
/// is version 0.0.4.
public final class Meters {
    private final List<Family> families = new CopyOnWriteArrayList<>();
    private final Map<Family, Supplier<Map<String, Long>>> found = new ConcurrentHashMap<>();

    private record Family(
            String name, String type, String help, Map<String, LongSupplier> series) {}

    /// Something that goes up and down.
    public void gauge(String name, String help, LongSupplier value) {
        gauges(name, help, Map.of("", value));
    }

    /// Several of them, by label such as `kind="http"`.
    public void gauges(String name, String help, Map<String, LongSupplier> series) {
        families.add(new Family(name, "gauge", help, new TreeMap<>(series)));
    }

    /// Something that only grows; the name ends in `_total`.
    public void counter(String name, String help, LongSupplier value) {
        counters(name, help, Map.of("", value));
    }

    /// Several of them, by label.
    public void counters(String name, String help, Map<String, LongSupplier> series) {
        families.add(new Family(name, "counter", help, new TreeMap<>(series)));
    }

    /// Several of them, whose labels are found while counting.
    public void counted(String name, String help, Supplier<Map<String, Long>> series) {
        found.put(new Family(name, "counter", help, Map.of()), series);
    }

    /// The page that Prometheus reads.
    public String expose() {
        var page = new StringBuilder();
        for (var family : families) {
            head(page, family);
            family.series.forEach(
                    (label, value) -> append(page, family.name, label, value.getAsLong()));
        }
        found.forEach((family, series) -> {
            head(page, family);
            series.get().forEach((label, value) -> append(page, family.name, label, value));
        });
        return page.toString();
    }

    private static void head(StringBuilder page, Family family) {
        page.append("# HELP ").append(family.name).append(' ').append(family.help).append('\n');
        page.append("# TYPE ").append(family.name).append(' ').append(family.type).append('\n');
    }

    private static void append(StringBuilder page, String name, String label, long value) {
        page.append(name);
        if (!label.isEmpty()) {
            page.append('{').append(label).append('}');
        }
        page.append(' ').append(value).append('\n');
    }
}
