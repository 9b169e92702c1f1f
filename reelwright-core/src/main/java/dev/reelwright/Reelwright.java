package dev.reelwright;

import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Natives;
import dev.reelwright.internal.render.PictureWarmUp;

/** What this library is and what it runs on. */
public final class Reelwright {
    private Reelwright() {}

    /** Version of the library; {@code development} when it runs from class files. */
    public static String version() {
        String version = Reelwright.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Loads the FFmpeg libraries and takes a picture the size of a stamp through them, so that the first image or export of
     * the process does not have to wait for that; it takes some tenths of a second, later calls next to nothing. Services call it
     * when they start.
     *
     * @throws MediaException {@code NATIVES_NOT_AVAILABLE} where they cannot be loaded
     */
    public static void warmUp() {
        Natives.load();
        try {
            PictureWarmUp.run();
        } catch (MediaException e) {
            // natives of one's own may lack what this takes; then there is less to warm
            return;
        }
    }

    /** Version of the FFmpeg libraries; loads them. */
    public static String ffmpegVersion() {
        return Natives.ffmpegVersion();
    }

    /** The licence under which the loaded build of the FFmpeg libraries may be used; loads them. */
    public static String nativesLicense() {
        return Natives.license();
    }
}
