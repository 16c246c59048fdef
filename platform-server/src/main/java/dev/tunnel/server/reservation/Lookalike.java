package dev.tunnel.server.reservation;

import java.util.Map;

/// What a label looks like at a glance: two labels with the same look are taken for one another.
/// Hyphens do not count; digits count as the letters they are drawn like (`0` as `o`, `1` as `l`,
/// `3` as `e`, …); `i` and `l`, `rn` and `m`, `vv` and `w`, `cl` and `d` are the same.
///
/// In the spirit of the skeletons of Unicode TR 39, for the 37 characters that labels are made of.
final class Lookalike {
    private static final Map<Character, Character> DRAWN_LIKE =
            Map.of('0', 'o', '1', 'l', 'i', 'l', '3', 'e', '4', 'a', '5', 's', '7', 't', '8', 'b');

    private Lookalike() {}

    static String look(String label) {
        StringBuilder letters = new StringBuilder(label.length());
        for (char character : label.toCharArray()) {
            if (character != '-') {
                letters.append(DRAWN_LIKE.getOrDefault(character, character).charValue());
            }
        }
        return letters.toString().replace("rn", "m").replace("vv", "w").replace("cl", "d");
    }
}
