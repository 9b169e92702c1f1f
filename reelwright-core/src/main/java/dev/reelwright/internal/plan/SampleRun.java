package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.VideoSettings;
import java.util.Map;
import java.util.Set;

/**
 * What is known ahead of the samples that a track will have, as far as their tables in an index go.
 *
 * @param count how many, about
 * @param regular whether they follow each other at a constant rate, but for the rounding of their times
 * @param newLengths the share of them that last longer or shorter than the one before, at most
 * @param sampleBytes what each of them takes in the tables of sizes, composition offsets and sync samples
 * @param mediaBytes of all, 0 when unknown
 */
record SampleRun(double count, boolean regular, double newLengths, double sampleBytes, double mediaBytes) {

    SampleRun {
        count = Double.isFinite(count) ? Math.max(1, count) : 1;
    }

    /** Rate of video whose header tells none. */
    private static final double UNKNOWN_RATE = 60;
    /** Sync samples of video from elsewhere; encoders at home on phones and in the web set one each second or two. */
    private static final double USUAL_SYNC_SHARE = 1 / 12.0;

    private static final double TEXTS_PER_SECOND = 2;
    private static final Set<String> REORDERING =
            Set.of("h264", "hevc", "vvc", "mpeg4", "mpeg2video", "mpeg1video", "vc1");
    private static final Set<String> INTRA_ONLY = Set.of("prores", "dnxhd", "mjpeg", "dvvideo", "png");
    /** Samples of one channel in a packet; where a coding has several sizes, one of the small ones. */
    private static final Map<String, Integer> FRAME_SIZES = Map.of(
            "aac", 1024, "mp3", 1152, "mp2", 1152, "ac3", 1536, "eac3", 1536, "alac", 4096, "flac", 4096, "vorbis",
            512);

    private static final int OTHER_FRAME_SIZE = 1024;
    private static final double OPUS_PACKETS_PER_SECOND = 50;

    /** Entries of a track that is carried over. */
    static SampleRun copied(Track track, double seconds) {
        double mediaBytes = track.bitRate() / 8.0 * seconds;
        String codec = track.format().codec();
        if (track.isVideo()) {
            Ratio rate = track.nominalFrameRate();
            return new SampleRun(
                    (rate.isKnown() ? rate.toDouble() : UNKNOWN_RATE) * seconds,
                    isConstant(rate),
                    newLengths(track),
                    sampleBytes(codec, USUAL_SYNC_SHARE),
                    mediaBytes);
        }
        if (track.format() instanceof FormatDescription.Audio audio) {
            double packets = packetsPerSecond(codec, audio.sampleRate());
            return new SampleRun(
                    packets * seconds, true, changes(track.timescale() / packets), sampleBytes(codec, 0), mediaBytes);
        }
        return new SampleRun(TEXTS_PER_SECOND * seconds, false, 1, sampleBytes(codec, 0), mediaBytes);
    }

    /** Entries of a track of pictures that are encoded. */
    static SampleRun encoded(Track track, VideoSettings settings, double seconds) {
        boolean thinned = settings.maxFrameRate() > 0 && settings.frameRate() > settings.maxFrameRate();
        double rate = thinned ? settings.maxFrameRate() : settings.frameRate();
        double pixels = (double) settings.size().width() * settings.size().height();
        // changes of scene begin groups of pictures before the longest is over
        double syncShare = settings.keyInterval() <= 1 ? 0 : 1.0 / settings.keyInterval() + 0.5 / rate;
        return new SampleRun(
                rate * seconds,
                !thinned && isConstant(track.nominalFrameRate()),
                thinned ? 1 : newLengths(track),
                sampleBytes(settings.codec(), syncShare),
                (settings.maxBitRate() > 0 ? settings.maxBitRate() : pixels * rate) / 8 * seconds);
    }

    /** Entries of a track of sound that is encoded. */
    static SampleRun encoded(AudioSettings settings, double seconds) {
        double bitRate =
                settings.bitRate() > 0 ? settings.bitRate() : 32.0 * settings.sampleRate() * settings.channels();
        return new SampleRun(
                packetsPerSecond(settings.codec(), settings.sampleRate()) * seconds,
                true,
                0,
                sampleBytes(settings.codec(), 0),
                bitRate / 8 * seconds);
    }

    private static double packetsPerSecond(String codec, int sampleRate) {
        return codec.equals("opus")
                ? OPUS_PACKETS_PER_SECOND
                : (double) sampleRate / FRAME_SIZES.getOrDefault(codec, OTHER_FRAME_SIZE);
    }

    private static double sampleBytes(String codec, double syncShare) {
        int size = codec.startsWith("pcm_") ? 0 : 4;
        // a composition offset, and a byte that says whether other samples depend on it
        int order = REORDERING.contains(codec) ? 8 + 1 : 0;
        return size + order + (INTRA_ONLY.contains(codec) ? 0 : 4 * syncShare);
    }

    /** Rates that differ from frame to frame have no such average. */
    private static boolean isConstant(Ratio rate) {
        return rate.isKnown() && (rate.denominator() == 1 || rate.denominator() == 1001);
    }

    private static double newLengths(Track track) {
        Ratio rate = track.nominalFrameRate();
        return isConstant(rate) ? changes(track.timescale() / rate.toDouble()) : 1;
    }

    /**
     * The share of whole numbers that differ from the one before, where they follow each other so that their mean is this:
     * for 33 1/3 they are 33, 33, 34, 33, 33, 34 …, of which two in three differ from the one before.
     */
    static double changes(double mean) {
        double part = mean - Math.floor(mean);
        return Double.isNaN(part) ? 1 : 2 * Math.min(part, 1 - part);
    }

    /** Bytes of the tables of times, sizes and sync samples. */
    double tables() {
        return count * (8 * newLengths + sampleBytes);
    }
}
