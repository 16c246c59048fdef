package dev.tunnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// One line of the screen, of pieces in different styles, never wider than the screen.
final class Line {

    private final int width;
    private final List<Piece> pieces = new ArrayList<>();
    private int used;

    private record Piece(String text, Style style) {}

    Line(int width) {
        this.width = width;
    }

    Line add(String text, Style style) {
        String shown = Text.cut(Text.printable(text), width - used);
        pieces.add(new Piece(shown, style));
        used += shown.length();
        return this;
    }

    Line add(String text) {
        return add(text, Style.PLAIN);
    }

    /// Spaces up to `column`.
    Line to(int column) {
        return add(" ".repeat(Math.max(column - used, 0)));
    }

    /// `text` at the right edge, left out where it would touch the rest.
    Line right(String text, Style style) {
        int gap = width - used - text.length();
        return gap < 2 ? this : add(" ".repeat(gap)).add(text, style);
    }

    String render(boolean color) {
        StringBuilder line = new StringBuilder();
        pieces.forEach(piece -> line.append(piece.style().paint(piece.text(), color)));
        return line.toString().stripTrailing();
    }
}
