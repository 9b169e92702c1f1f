package dev.reelwright.internal.plan;

import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.TimeBase;

/**
 * What the encode of a short part of a video says of the whole.
 *
 * @param middle where it lies, in seconds from the beginning of the range
 * @param frames how many of the source's frames it shows
 * @param keys sync samples
 * @param cuts those of them that the encoder placed by itself, where the picture changed
 * @param keyBytes coded bytes of all sync samples
 * @param otherBytes coded bytes of everything else
 * @param sourceBytes coded bytes that the source has in the same part
 */
public record PictureSample(
        double middle, double frames, int keys, int cuts, double keyBytes, double otherBytes, double sourceBytes) {
    /**
     * Encoders know nothing yet of the pictures to come when they make the first one, and give later sync samples more:
     * measured with x264 and x265 on several clips, 1.05 to 1.3 times as much.
     */
    private static final double LATER_KEYS_ARE_LARGER = 1.2;

    /** Where pictures are reordered, a sync sample may come a few packets early. */
    private static final double REGULAR = 0.85;

    /**
     * @param counted frames that appear later than these seconds were encoded to be looked ahead at, and are left out
     * @param settings how it was encoded
     * @param atStart whether the whole output begins here too
     * @param source the source's frames and bytes for so many seconds from the sample's beginning on
     */
    public static PictureSample of(
            PacketLog log, double middle, double counted, VideoSettings settings, boolean atStart, Source source) {
        TimeBase base = log.base();
        int keyInterval = settings.keyInterval();
        int keys = 0;
        int cuts = 0;
        int lastKey = 0;
        double keyBytes = 0;
        double otherBytes = 0;
        double shown = 0;
        for (int i = 0; i < log.count(); i++) {
            if (base.time(log.pts(i)).toSeconds() >= counted - 1e-6) {
                continue;
            }
            shown = Math.max(shown, base.time(log.end(i)).toSeconds());
            if (!log.isKey(i) || keyInterval <= 1) {
                otherBytes += log.size(i);
                continue;
            }
            keyBytes += keys == 0 && !atStart ? laterKey(log.size(i), settings) : log.size(i);
            cuts += keys > 0 && i - lastKey < REGULAR * keyInterval ? 1 : 0;
            lastKey = i;
            keys++;
        }
        double seconds = shown > 0 ? shown : counted;
        double part = source.frames(seconds);
        // a frame that the sample's end cuts was encoded whole
        double whole = Math.max(1, Math.ceil(part - 0.01));
        double sourceBytes = part > 0 ? source.bytes(seconds) * whole / part : 1;
        return new PictureSample(middle, whole, keys, cuts, keyBytes, otherBytes, sourceBytes);
    }

    /** What the first sync sample would have taken later on. */
    private static double laterKey(int size, VideoSettings settings) {
        int preamble = Math.min(EncoderTable.preamble(settings.encoder()), size * 9 / 10);
        return (size - preamble) * LATER_KEYS_ARE_LARGER;
    }

    /** The source from a sample's beginning on. */
    public interface Source {
        double frames(double seconds);

        double bytes(double seconds);
    }

    /** Coded bytes for a frame of the source, without sync samples. */
    double otherRate() {
        return otherBytes / frames;
    }

    /** Bytes of a sync sample. */
    double keySize() {
        return keys == 0 ? 0 : keyBytes / keys;
    }

    /** Coded bytes of a frame of the source. */
    double sourceRate() {
        return sourceBytes / frames;
    }
}
