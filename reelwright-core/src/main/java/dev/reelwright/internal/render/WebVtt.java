package dev.reelwright.internal.render;

import dev.reelwright.image.SpriteSheet.Cue;
import dev.reelwright.image.SpriteSheet.Tile;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Writes thumbnails as a WebVTT file (W3C WebVTT): a cue's payload names a rectangle of an image beside the file as a Media
 * Fragment (Media Fragments URI 1.0 §4.2.2), which is what players' scrub bars read.
 */
final class WebVtt {
    private static final String UNRESERVED = "-._~";

    private WebVtt() {}

    static String of(List<Cue> cues) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (Cue cue : cues) {
            text.append('\n')
                    .append(clock(cue.range().start()))
                    .append(" --> ")
                    .append(clock(cue.range().end()))
                    .append('\n')
                    .append(address(cue.tile()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String clock(MediaTime time) {
        long millis = time.toTicks(1, 1000, Rounding.HALF_AWAY_FROM_ZERO);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static String address(Tile tile) {
        return String.format(
                Locale.ROOT,
                "%s#xywh=%d,%d,%d,%d",
                encoded(String.valueOf(tile.image().getFileName())),
                tile.x(),
                tile.y(),
                tile.size().width(),
                tile.size().height());
    }

    /**
     * A file's name as a relative reference. All but RFC 3986's unreserved characters are encoded: colons would begin a
     * scheme, ampersands and brackets mean something to WebVTT.
     */
    static String encoded(String fileName) {
        StringBuilder text = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return text.toString();
    }
}
