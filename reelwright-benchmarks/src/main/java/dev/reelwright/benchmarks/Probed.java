package dev.reelwright.benchmarks;

import dev.reelwright.video.Size;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ffprobe} says of a file after decoding all of it. Times count from the file's start.
 *
 * @param container FFmpeg's names of the format
 * @param brand major brand, empty where the file says none
 * @param complaints what it wrote to standard error
 */
record Probed(String container, String brand, List<Stream> streams, List<String> complaints) {
    Probed {
        streams = List.copyOf(streams);
        complaints = List.copyOf(complaints);
    }

    /**
     * A stream and its decoded frames.
     *
     * @param kind {@code video}, {@code audio} …
     * @param picture what only video has, {@link Picture#NONE} elsewhere
     * @param channels 0 for video
     * @param times when each frame begins, seconds
     * @param end when the last one ends, by the edit list where there is one, seconds
     * @param longestFrame seconds
     */
    record Stream(
            String kind,
            String codec,
            Picture picture,
            int channels,
            int sampleRate,
            List<Double> times,
            double end,
            double longestFrame) {
        Stream {
            times = List.copyOf(times);
        }

        /** The same on a clock that starts so many seconds later. */
        Stream earlier(double seconds) {
            List<Double> moved = times.stream().map(time -> time - seconds).toList();
            return new Stream(kind, codec, picture, channels, sampleRate, moved, end - seconds, longestFrame);
        }

        double start() {
            return times.isEmpty() ? 0 : times.get(0);
        }
    }

    /**
     * What the pictures of a stream are.
     *
     * @param pixelAspect {@code w:h}, {@code 1:1} where it is not told
     * @param rotation degrees clockwise that players turn it by
     * @param alpha whether there is transparency
     * @param hdrMetadata whether the peak of the light is told
     */
    record Picture(
            Size size,
            String pixelAspect,
            String pixelFormat,
            String primaries,
            String transfer,
            String matrix,
            int rotation,
            boolean alpha,
            boolean hdrMetadata) {
        static final Picture NONE = new Picture(Size.ZERO, "1:1", "", "", "", "", 0, false, false);

        /** The dynamic range and the colours, in a word or two. */
        String colour() {
            String metadata = hdrMetadata ? " + metadata" : "";
            return switch (transfer) {
                case "arib-std-b67" -> "HLG " + primaries + metadata;
                case "smpte2084" -> "PQ " + primaries + metadata;
                default -> "SDR " + (primaries.equals("unspecified") ? "untagged" : primaries) + metadata;
            };
        }
    }

    Optional<Stream> video() {
        return streams.stream().filter(s -> s.kind().equals("video")).findFirst();
    }

    Optional<Stream> audio() {
        return streams.stream().filter(s -> s.kind().equals("audio")).findFirst();
    }
}
