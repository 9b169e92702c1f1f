package dev.reelwright.internal.bitstream;

import dev.reelwright.video.ColorProperties;
import java.util.List;

/** The code points of ITU-T H.273 §8 by the names that FFmpeg has for them; bitstreams of all codings have these numbers. */
final class ColorCodes {
    private static final String NONE = ColorProperties.UNSPECIFIED;
    private static final List<String> PRIMARIES = List.of(
            NONE,
            "bt709",
            NONE,
            NONE,
            "bt470m",
            "bt470bg",
            "smpte170m",
            "smpte240m",
            "film",
            "bt2020",
            "smpte428",
            "smpte431",
            "smpte432",
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            NONE,
            "ebu3213");
    private static final List<String> TRANSFERS = List.of(
            NONE,
            "bt709",
            NONE,
            NONE,
            "bt470m",
            "bt470bg",
            "smpte170m",
            "smpte240m",
            "linear",
            "log100",
            "log316",
            "iec61966-2-4",
            "bt1361e",
            "iec61966-2-1",
            "bt2020-10",
            "bt2020-12",
            "smpte2084",
            "smpte428",
            "arib-std-b67");
    private static final List<String> MATRICES = List.of(
            "gbr",
            "bt709",
            NONE,
            NONE,
            "fcc",
            "bt470bg",
            "smpte170m",
            "smpte240m",
            "ycgco",
            "bt2020nc",
            "bt2020c",
            "smpte2085",
            "chroma-derived-nc",
            "chroma-derived-c",
            "ictcp");
    private static final List<String> LOCATIONS = List.of("left", "center", "topleft", "top", "bottomleft", "bottom");

    private ColorCodes() {}

    static ColorProperties properties(int primaries, int transfer, int matrix, boolean fullRange) {
        return new ColorProperties(
                name(PRIMARIES, primaries), name(TRANSFERS, transfer), name(MATRICES, matrix), fullRange);
    }

    static String chromaLocation(int place) {
        return name(LOCATIONS, place);
    }

    private static String name(List<String> names, int code) {
        return code < names.size() ? names.get(code) : NONE;
    }
}
