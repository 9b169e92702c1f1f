package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.Compatibility;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists the presets. */
final class PresetsCommand extends Subcommand {
    private final Argument<Path> input = optionalParameter("<input>", Path.class, "A media file that they shall fit.");

    PresetsCommand(Shell shell) {
        super(
                shell,
                "presets",
                "Lists the presets that this machine can run; with an input, which fit it and why the others do not.");
    }

    /**
     * One preset here.
     *
     * @param obstacle why this machine cannot run it, empty when it can
     * @param answers whether the input can be written to each of its file types; empty without an input
     */
    private record Entry(ExportPreset preset, Optional<String> obstacle, Map<FileType, Compatibility> answers) {
        boolean fits() {
            return answers.values().stream().anyMatch(Compatibility::isCompatible);
        }

        /** The plan for the first file type that fits. */
        Optional<ExportPlan> plan() {
            return answers.values().stream()
                    .filter(Compatibility.Compatible.class::isInstance)
                    .map(answer -> ((Compatibility.Compatible) answer).plan())
                    .findFirst();
        }

        /** Who encodes: as planned for the input, else as the preset would. */
        Optional<String> encoder() {
            return plan().isEmpty() ? preset.encoder() : plan().flatMap(PresetsCommand::encoder);
        }
    }

    @Override
    public Integer call() {
        Asset asset = input.isGiven() ? Asset.open(input.get()) : null;
        // Without an input there is nothing to hold a preset against, so what cannot be run is left out.
        List<Entry> entries = ExportPreset.table().stream()
                .map(p -> new Entry(p, p.unavailability(), asset == null ? Map.of() : p.compatibilities(asset)))
                .filter(e -> asset != null || e.obstacle().isEmpty())
                .toList();
        if (json()) {
            print(Json.array(entries.stream().map(e -> json(e, asset != null)).toList()));
        } else {
            table(entries, asset != null).forEach(this::print);
            notes(entries).forEach(this::print);
        }
        return ExitCode.DONE;
    }

    /** The encoder of the video that is written, or of the audio where there is no video; empty where that is copied. */
    private static Optional<String> encoder(ExportPlan plan) {
        List<TrackPlan> written = plan.tracks().stream()
                .filter(t -> !(t instanceof TrackPlan.Drop))
                .toList();
        return written.stream()
                .filter(t -> t.mediaType() == MediaType.VIDEO)
                .findFirst()
                .or(() -> written.stream().findFirst())
                .flatMap(PresetsCommand::encoder);
    }

    private static Optional<String> encoder(TrackPlan track) {
        if (track instanceof TrackPlan.EncodeVideo video) {
            return Optional.of(video.settings().encoder());
        }
        return track instanceof TrackPlan.EncodeAudio audio
                ? Optional.of(audio.settings().encoder())
                : Optional.empty();
    }

    private static Json json(Entry entry, boolean withInput) {
        ExportPreset preset = entry.preset();
        VideoRule video = preset.video();
        List<AudioRule> audio = preset.audioRules();
        Json.Builder json = Json.object()
                .put("name", preset.name())
                .put(
                        "originalName",
                        preset.originalName().isEmpty() ? null : "AVAssetExportPreset" + preset.originalName())
                .put("video", video == null ? Json.NULL : json(video))
                .put("audio", audio.isEmpty() ? Json.NULL : json(audio.get(0)))
                .put("audioByFileType", audioByFileType(preset))
                .put("copies", Json.name(preset.copies()))
                .put("fileTypes", Json.strings(typesOf(preset)))
                .put("available", entry.obstacle().isEmpty())
                .put("reason", entry.obstacle().orElse(null));
        json.put("encoder", entry.encoder().orElse(null));
        if (withInput) {
            json.put("fits", entry.fits())
                    .put("misfit", entry.fits() ? null : misfits(entry))
                    .put("compatibility", compatibility(entry));
        }
        return json.build();
    }

    private static Json audioByFileType(ExportPreset preset) {
        Json.Builder json = Json.object();
        for (FileType type : preset.fileTypes()) {
            json.put(
                    type.commandName(), preset.audio(type).map(AudioRule::codec).orElse(null));
        }
        return json.build();
    }

    private static Json compatibility(Entry entry) {
        List<Json> answers = new ArrayList<>();
        entry.answers()
                .forEach((type, answer) -> answers.add(Json.object()
                        .put("fileType", type.commandName())
                        .put("fits", answer.isCompatible())
                        .put("misfit", answer.isCompatible() ? null : answer.reason())
                        .build()));
        return Json.array(answers);
    }

    private static Json json(VideoRule video) {
        return Json.object()
                .put("codec", video.codec())
                .put("width", side(video.box().width()))
                .put("height", side(video.box().height()))
                .put("rate", rate(video.rate()))
                .put("maxBitRate", side(video.maxBitRate()))
                .put("profile", video.profile().isEmpty() ? null : video.profile())
                .put("maxFrameRate", side(video.maxFrameRate()))
                .put("keySeconds", video.keySeconds())
                .put("dynamicRange", Json.name(video.range()))
                .put("transparency", Json.name(video.transparency()))
                .build();
    }

    private static Json rate(VideoRate rate) {
        Json.Builder json = Json.object();
        if (rate instanceof VideoRate.Quality quality) {
            json.put("quality", Json.name(quality.tier()));
        } else if (rate instanceof VideoRate.ConstantQuality constant) {
            json.put("factor", constant.factor());
        } else if (rate instanceof VideoRate.BitRate fixed) {
            json.put("bitRate", fixed.bitsPerSecond());
        }
        return json.build();
    }

    private static Json side(long limit) {
        return limit == 0 ? Json.NULL : Json.number(limit);
    }

    private static Json json(AudioRule audio) {
        return Json.object()
                .put("codec", audio.codec())
                .put("bitRate", side(audio.bitRate()))
                .put("sampleRate", side(audio.sampleRate()))
                .put("maxChannels", side(audio.maxChannels()))
                .build();
    }

    private static List<String> table(List<Entry> entries, boolean withInput) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PRESET", "VIDEO", "BOX", "AUDIO", "FILE TYPES", withInput ? "FITS" : "ENCODER"));
        for (Entry entry : entries) {
            ExportPreset preset = entry.preset();
            rows.add(List.of(
                    preset.name(),
                    video(preset),
                    box(preset),
                    audio(preset),
                    String.join(" ", typesOf(preset)),
                    withInput ? fits(entry) : entry.encoder().orElse("-")));
        }
        return Text.table(rows);
    }

    private static String fits(Entry entry) {
        if (!entry.fits()) {
            return "no: " + misfits(entry);
        }
        String yes = "yes, " + entry.encoder().map(name -> "by " + name).orElse("copied");
        String types = entry.answers().entrySet().stream()
                .filter(e -> !e.getValue().isCompatible())
                .map(e -> e.getKey().commandName())
                .collect(Collectors.joining(", "));
        return types.isEmpty() ? yes : yes + "; not in " + types;
    }

    /** Why presets that fit do not fit in all of their file types. */
    private static List<String> notes(List<Entry> entries) {
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            entry.answers().forEach((type, answer) -> {
                if (entry.fits() && !answer.isCompatible()) {
                    rows.add(List.of(entry.preset().name(), type.commandName(), answer.reason()));
                }
            });
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        rows.add(0, List.of("PRESET", "NOT IN", "BECAUSE"));
        List<String> lines = new ArrayList<>(Text.table(rows));
        lines.add(0, "");
        return lines;
    }

    /** What stands in the way where no file type fits, those with the same reason together. */
    private static String misfits(Entry entry) {
        Map<String, List<String>> types = new LinkedHashMap<>();
        entry.answers().forEach((type, answer) -> {
            if (!answer.isCompatible()) {
                types.computeIfAbsent(answer.reason(), why -> new ArrayList<>()).add(type.commandName());
            }
        });
        if (types.size() == 1) {
            return types.keySet().iterator().next();
        }
        return types.entrySet().stream()
                .map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String video(ExportPreset preset) {
        VideoRule video = preset.video();
        if (video == null) {
            return preset.copies() == ExportPreset.Copies.EVERYTHING ? "copied" : "-";
        }
        String alpha = video.transparency() == ExportPreset.Transparency.KEPT ? " + alpha" : "";
        String copies = preset.copies() == ExportPreset.Copies.WHAT_FITS ? " or copied" : "";
        return video.codec() + alpha + copies;
    }

    private static String box(ExportPreset preset) {
        VideoRule video = preset.video();
        return video == null || video.box().equals(Size.ZERO)
                ? "-"
                : video.box().toString();
    }

    private static String audio(ExportPreset preset) {
        if (preset.audioRules().isEmpty()) {
            return preset.copies() == ExportPreset.Copies.EVERYTHING ? "copied" : "-";
        }
        return preset.audioRules().stream()
                .map(rule -> rule.codec() + (rule.bitRate() > 0 ? " " + rule.bitRate() / 1000 + "k" : ""))
                .collect(Collectors.joining(" or "));
    }

    private static List<String> typesOf(ExportPreset preset) {
        return preset.fileTypes().stream().map(FileType::commandName).toList();
    }
}
