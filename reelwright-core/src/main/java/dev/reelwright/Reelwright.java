package dev.reelwright;

import dev.reelwright.internal.engine.Natives;

/** What this library is and what it runs on. */
public final class Reelwright {
    private Reelwright() {}

    /** Version of the library; {@code development} when it runs from class files. */
    public static String version() {
        String version = Reelwright.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
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
