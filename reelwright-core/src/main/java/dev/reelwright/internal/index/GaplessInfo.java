package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Tag;
import dev.reelwright.time.MediaTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of an audio track is meant to be heard, from the metadata item {@code iTunSMPB}: hexadecimal counts of samples,
 * the second the encoder's delay, the third its padding, the fourth the samples between them.
 */
record GaplessInfo(MediaTime priming, MediaTime duration) {
    private static final String KEY = "iTunSMPB";

    static @Nullable GaplessInfo find(List<Tag> ofTrack, List<Tag> ofFile, int sampleRate) {
        for (List<Tag> items : List.of(ofTrack, ofFile)) {
            for (Tag item : items) {
                if (item.key().equals(KEY)) {
                    return parse(item.value(), sampleRate);
                }
            }
        }
        return null;
    }

    private static @Nullable GaplessInfo parse(String value, int sampleRate) {
        String[] numbers = value.strip().split("\\s+", -1);
        if (numbers.length < 4 || sampleRate <= 0) {
            return null;
        }
        try {
            long delay = Long.parseLong(numbers[1], 16);
            long samples = Long.parseLong(numbers[3], 16);
            return samples <= 0
                    ? null
                    : new GaplessInfo(MediaTime.of(delay, sampleRate), MediaTime.of(samples, sampleRate));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
