package dev.tunnel.e2e.client;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;

/// Pictures for people to look at, under the folder of the system property `screenshots`, if there
/// is one.
public final class Pictures {
    private static final int DESK_WIDTH = 1280;
    private static final int DESK_HEIGHT = 860;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private Pictures() {}

    public static void desk(Page page, ColorScheme scheme) {
        look(page, DESK_WIDTH, DESK_HEIGHT, scheme);
    }

    public static void phone(Page page) {
        look(page, PHONE_WIDTH, PHONE_HEIGHT, ColorScheme.LIGHT);
    }

    /// The page from its top to its end.
    public static void whole(Page page, String look, String name) {
        keep(page, look, name, true);
    }

    /// What of the page is in the window, with what is open above it.
    public static void window(Page page, String look, String name) {
        keep(page, look, name, false);
    }

    private static void look(Page page, int width, int height, ColorScheme scheme) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    private static void keep(Page page, String look, String name, boolean whole) {
        String folder = System.getProperty("screenshots", "");
        if (!folder.isEmpty()) {
            String file = name.replaceAll("[^A-Za-z0-9]+", "-") + ".png";
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of(folder, look, file))
                            .setFullPage(whole)
                            .setAnimations(ScreenshotAnimations.DISABLED));
        }
    }
}
