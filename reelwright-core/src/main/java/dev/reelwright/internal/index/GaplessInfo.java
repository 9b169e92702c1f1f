package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Tag;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of an audio track is meant to be heard, from the metadata item {@code iTunSMPB}: hexadecimal counts of samples,
 * the second the encoder's delay, the third its padding, the fourth the samples between them.
 */
public record GaplessInfo(MediaTime priming, MediaTime duration) {
    private static final String KEY = "iTunSMPB";
    private static final MetadataIdentifier IDENTIFIER =
            new MetadataIdentifier(KeySpace.ITUNES, "com.apple.iTunes." + KEY);

    /** Whether an item, in whatever form a container has it, is of this kind. */
    public static boolean isIn(MetadataItem item) {
        return item.key().endsWith(KEY);
    }

    /**
     * The item of a file with one sound.
     *
     * @param priming samples before those that are meant to be heard
     * @param samples those that are meant to be heard
     * @param padding samples after them
     */
    public static MetadataItem item(int priming, long samples, long padding) {
        String text = String.format(Locale.ROOT, " 00000000 %08X %08X %016X", priming, padding, samples)
                + " 00000000".repeat(8);
        return MetadataItem.of(IDENTIFIER, new MetadataValue.Text(text));
    }

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
