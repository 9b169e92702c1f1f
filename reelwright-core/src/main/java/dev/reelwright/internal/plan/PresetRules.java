package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.VideoRule;
import dev.reelwright.internal.engine.Natives;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a preset can run on a machine, and whether its rules make sense together. */
public final class PresetRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private PresetRules() {}

    public static Optional<String> unavailability(ExportPreset preset) {
        return unavailability(preset, Natives::canEncode);
    }

    static Optional<String> unavailability(ExportPreset preset, Predicate<String> canEncode) {
        if (!preset.obstacle().isEmpty()) {
            return Optional.of(preset.obstacle());
        }
        VideoRule video = preset.video();
        if (video != null && EncoderTable.choose(video.codec(), canEncode).isEmpty()) {
            return Optional.of(EncoderTable.missing(video.codec()));
        }
        List<AudioRule> audio = preset.audioRules();
        if (!audio.isEmpty()
                && audio.stream().allMatch(rule -> EncoderTable.choose(rule.codec(), canEncode)
                        .isEmpty())) {
            return Optional.of(EncoderTable.missing(audio.get(0).codec()));
        }
        return Optional.empty();
    }

    /** The encoder of the preset's video, or of its audio when it leaves video out. */
    public static Optional<String> encoder(ExportPreset preset) {
        if (!preset.obstacle().isEmpty()) {
            return Optional.empty();
        }
        VideoRule video = preset.video();
        if (video != null) {
            return EncoderTable.choose(video.codec(), Natives::canEncode);
        }
        return preset.audioRules().stream()
                .findFirst()
                .flatMap(rule -> EncoderTable.choose(rule.codec(), Natives::canEncode));
    }

    /** The first of the preset's audio rules that files of this type can hold. */
    public static Optional<AudioRule> audio(ExportPreset preset, FileType type) {
        return preset.audioRules().stream()
                .filter(rule -> ContainerRules.holds(type, rule.codec()))
                .findFirst();
    }

    /** The file types that can hold what a preset of these rules makes. */
    public static List<FileType> fileTypes(@Nullable VideoRule video, List<AudioRule> audio, Copies copies) {
        return EnumSet.allOf(FileType.class).stream()
                .filter(type -> copies == Copies.EVERYTHING
                        || (video == null || !type.isAudioOnly())
                                && misfit(type, video, audio).isEmpty())
                .toList();
    }

    /**
     * Refuses a preset whose rules contradict each other.
     *
     * @throws IllegalArgumentException with what is wrong and what would be right
     */
    public static void requireSound(
            String name,
            @Nullable VideoRule video,
            List<AudioRule> audio,
            Copies copies,
            List<FileType> types,
            String obstacle) {
        require(
                NAME.matcher(name).matches(),
                "a preset's name is of letters, digits, '.', '_' and '-', not '" + name + "'");
        if (copies == Copies.EVERYTHING) {
            require(video == null && audio.isEmpty(), "preset " + name + " copies everything, so it has no rules");
        } else {
            require(video != null || !audio.isEmpty(), "preset " + name + " writes neither video nor audio");
        }
        if (video != null) {
            Codings.requireSound(video, obstacle.isEmpty());
        }
        audio.forEach(Codings::requireSound);
        require(!types.isEmpty(), "preset " + name + " has no file type that can hold what it makes");
        require(types.stream().distinct().count() == types.size(), "preset " + name + " names a file type twice");
        if (copies != Copies.EVERYTHING) {
            for (FileType type : types) {
                Optional<String> misfit = misfit(type, video, audio);
                require(misfit.isEmpty(), "preset " + name + ": " + misfit.orElse(""));
            }
        }
    }

    private static Optional<String> misfit(FileType type, @Nullable VideoRule video, List<AudioRule> audio) {
        if (type.isAudioOnly() && audio.isEmpty()) {
            return Optional.of(type.commandName() + " holds audio alone, and the preset leaves audio out");
        }
        if (video != null && !type.isAudioOnly() && !ContainerRules.holds(type, video.codec())) {
            return Optional.of(cannotHold(type, video.codec()));
        }
        if (!audio.isEmpty() && audio.stream().noneMatch(rule -> ContainerRules.holds(type, rule.codec()))) {
            return Optional.of(cannotHold(type, audio.get(0).codec()));
        }
        return Optional.empty();
    }

    private static String cannotHold(FileType type, String codec) {
        String others = Arrays.stream(FileType.values())
                .filter(other -> ContainerRules.holds(other, codec))
                .map(FileType::commandName)
                .collect(Collectors.joining(", "));
        return type.commandName() + " cannot hold " + codec + "; these can: " + others;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
