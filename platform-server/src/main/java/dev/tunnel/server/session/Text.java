package dev.tunnel.server.session;

/// What an agent says of itself goes into the database and onto the owner's screen: bounded, and
/// without control characters (Postgres takes no NUL, terminals obey the others).
final class Text {
    private static final int LONGEST = 200;

    private Text() {}

    static String clean(String said) {
        return said.codePoints()
                .filter(Text::isPrintable)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }
}
