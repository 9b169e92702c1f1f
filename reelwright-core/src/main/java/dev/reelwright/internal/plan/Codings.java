package dev.reelwright.internal.plan;

import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** What the codings that presets can ask for allow. */
final class Codings {
    /** The profiles of ProRes by what they cost. */
    private static final Map<QualityTier, String> PRORES = Map.of(
            QualityTier.LOW, "proxy",
            QualityTier.MEDIUM, "lt",
            QualityTier.STANDARD, "standard",
            QualityTier.HIGH, "hq",
            QualityTier.HIGHEST, "4444");

    private static final Map<String, Set<String>> PROFILES = Map.of(
            "h264", Set.of("baseline", "main", "high"),
            "hevc", Set.of(),
            "av1", Set.of(),
            "vp9", Set.of(),
            "prores", Set.of());

    /** Which of them are written with 10 bits where the source is of high dynamic range. */
    private static final Set<String> DEEP = Set.of("hevc", "av1", "prores");

    /** The sampling frequencies of ISO/IEC 14496-3 table 1.18 up to what every player takes; MP3 has the same. */
    private static final int[] MPEG_RATES = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};

    private static final int OPUS_RATE = 48_000;

    private static final Map<String, Integer> MOST_CHANNELS =
            Map.of("aac", 8, "mp3", 2, "opus", 8, "flac", 8, "alac", 6, "pcm", 64);
    private static final Set<String> LOSSLESS = Set.of("flac", "alac", "pcm");

    private Codings() {}

    /** The profile of ProRes that a tier stands for. */
    static String proresProfile(QualityTier tier) {
        return Objects.requireNonNull(PRORES.get(tier));
    }

    static int mostChannels(String audioCodec) {
        return MOST_CHANNELS.getOrDefault(audioCodec, 2);
    }

    /** The wanted sample rate, or the next one above that the coding has; 48 or 44.1 kHz at most where it has a list. */
    static int sampleRate(String audioCodec, int wanted) {
        return switch (audioCodec) {
            case "aac", "mp3" -> mpegRate(wanted);
            case "opus" -> OPUS_RATE;
            default -> wanted;
        };
    }

    private static int mpegRate(int wanted) {
        for (int rate : MPEG_RATES) {
            if (rate >= wanted) {
                return rate;
            }
        }
        return wanted % 44_100 == 0 ? 44_100 : 48_000;
    }

    /** @param runs whether the rule is one that is really encoded by, not one of a preset that has no encoder yet */
    static void requireSound(VideoRule rule, boolean runs) {
        String codec = rule.codec();
        Set<String> profiles = PROFILES.get(codec);
        if (profiles == null) {
            throw new IllegalArgumentException(
                    "'" + codec + "' is no video coding that is written here; these are: " + sorted(PROFILES.keySet()));
        }
        if (!rule.profile().isEmpty() && !profiles.contains(rule.profile())) {
            throw new IllegalArgumentException("'" + rule.profile() + "' is no profile that can be asked for of "
                    + codec + (profiles.isEmpty() ? ", which has none to choose" : "; these are: " + sorted(profiles)));
        }
        boolean prores = codec.equals("prores");
        if (prores && !(rule.rate() instanceof VideoRate.Quality)) {
            throw new IllegalArgumentException(
                    "ProRes has fixed rates; choose a tier of quality, which chooses a profile");
        }
        if (rule.rate() instanceof VideoRate.ConstantQuality q && q.factor() > worstFactor(codec)) {
            throw new IllegalArgumentException(
                    "a constant rate factor of " + codec + " is at most " + worstFactor(codec) + ", not " + q.factor());
        }
        boolean alpha = prores && rule.rate().equals(VideoRate.quality(QualityTier.HIGHEST));
        if (runs && rule.transparency() == Transparency.KEPT && !alpha) {
            throw new IllegalArgumentException("transparency is kept by ProRes of the highest quality (4444) alone");
        }
        if (rule.range() == DynamicRange.AS_SOURCE && !DEEP.contains(codec)) {
            throw new IllegalArgumentException(
                    codec + " is written with 8 bits, which cannot hold high dynamic range; " + sorted(DEEP) + " can");
        }
    }

    static void requireSound(AudioRule rule) {
        String codec = rule.codec();
        if (!MOST_CHANNELS.containsKey(codec)) {
            throw new IllegalArgumentException("'" + codec + "' is no audio coding that is written here; these are: "
                    + sorted(MOST_CHANNELS.keySet()));
        }
        boolean lossless = LOSSLESS.contains(codec);
        if (lossless && rule.bitRate() != 0) {
            throw new IllegalArgumentException(codec + " loses nothing, so it has no bit rate to choose");
        }
        if (!lossless && rule.bitRate() < 8000) {
            throw new IllegalArgumentException(
                    codec + " needs a bit rate of 8000 bits a second or more, not " + rule.bitRate());
        }
        if (rule.sampleRate() != 0 && sampleRate(codec, rule.sampleRate()) != rule.sampleRate()) {
            throw new IllegalArgumentException(codec + " has no sample rate of " + rule.sampleRate() + "; it has "
                    + (codec.equals("opus")
                            ? List.of(OPUS_RATE)
                            : IntStream.of(MPEG_RATES).boxed().toList()));
        }
        if (rule.maxChannels() > mostChannels(codec)) {
            throw new IllegalArgumentException(
                    codec + " holds " + mostChannels(codec) + " channels at most, not " + rule.maxChannels());
        }
    }

    private static int worstFactor(String codec) {
        return codec.equals("h264") || codec.equals("hevc") ? 51 : 63;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", Arrays.asList(names.stream().sorted().toArray(String[]::new)));
    }
}
