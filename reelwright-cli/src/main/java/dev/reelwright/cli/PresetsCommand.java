package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.AudioRule;
import dev.reelwright.export.ExportPreset.VideoRule;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the presets. */
@Command(
        name = "presets",
        sortOptions = false,
        description =
                "Lists the presets that this machine can run; with an input, which fit it and why the others do not.")
final class PresetsCommand extends Subcommand {
    @Parameters(arity = "0..1", paramLabel = "<input>", description = "A media file that they shall fit.")
    private @Nullable Path input;

    PresetsCommand(Shell shell) {
        super(shell);
    }

    /**
     * One preset here.
     *
     * @param obstacle why this machine cannot run it, empty when it can
     * @param misfit why it does not fit the input, empty when it does or there is none
     * @param plan what would become of the input's video, empty when that is not known
     */
    private record Entry(
            ExportPreset preset, Optional<String> obstacle, Optional<String> misfit, Optional<TrackPlan> plan) {
        Optional<String> encoder() {
            return plan.isEmpty()
                    ? preset.encoder()
                    : plan.filter(TrackPlan.EncodeVideo.class::isInstance)
                            .map(track ->
                                    ((TrackPlan.EncodeVideo) track).settings().encoder());
        }

        boolean copies() {
            return plan.filter(TrackPlan.Copy.class::isInstance).isPresent();
        }
    }

    @Override
    public Integer call() {
        Asset asset = input == null ? null : Asset.open(input);
        // Without an input there is nothing to hold a preset against, so what cannot be run is left out.
        List<Entry> entries = ExportPreset.table().stream()
                .map(p -> entry(p, asset))
                .filter(e -> asset != null || e.obstacle().isEmpty())
                .toList();
        if (json()) {
            print(Json.array(entries.stream().map(e -> json(e, asset != null)).toList()));
        } else {
            table(entries, asset != null).forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private static Entry entry(ExportPreset preset, @Nullable Asset asset) {
        Optional<String> obstacle = preset.unavailability();
        if (asset == null || obstacle.isPresent()) {
            return new Entry(preset, obstacle, Optional.empty(), Optional.empty());
        }
        Optional<String> misfit = preset.incompatibility(asset);
        Optional<TrackPlan> plan = Optional.empty();
        if (misfit.isEmpty()) {
            try {
                plan = plan(preset, asset);
            } catch (MediaException e) {
                // The planner looks closer than the table's rules do, and is right.
                misfit = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return new Entry(preset, obstacle, misfit, plan);
    }

    private static Optional<TrackPlan> plan(ExportPreset preset, Asset asset) {
        FileType fileType = preset.fileTypes().get(0);
        return ExportSession.builder(asset, preset).build().plan(fileType).tracks().stream()
                .filter(track -> track.mediaType() == MediaType.VIDEO && !(track instanceof TrackPlan.Drop))
                .findFirst();
    }

    private static Json json(Entry entry, boolean withInput) {
        ExportPreset preset = entry.preset();
        VideoRule video = preset.video();
        AudioRule audio = preset.audio();
        Json.Builder json = Json.object()
                .put("name", preset.name())
                .put("originalName", "AVAssetExportPreset" + preset.originalName())
                .put("video", video == null ? Json.NULL : json(video))
                .put("audio", audio == null ? Json.NULL : json(audio))
                .put("copies", Json.name(preset.copies()))
                .put("fileTypes", Json.strings(typesOf(preset)))
                .put("available", entry.obstacle().isEmpty())
                .put("reason", entry.obstacle().orElse(null));
        json.put("encoder", entry.encoder().orElse(null));
        if (withInput) {
            Optional<String> against = entry.obstacle().or(entry::misfit);
            json.put("fits", against.isEmpty()).put("misfit", against.orElse(null));
        }
        return json.build();
    }

    private static Json json(VideoRule video) {
        return Json.object()
                .put("codec", video.codec())
                .put("width", side(video.box().width()))
                .put("height", side(video.box().height()))
                .put("profile", video.profile().isEmpty() ? null : video.profile())
                .put("maxFrameRate", side(video.maxFrameRate()))
                .put("dynamicRange", Json.name(video.range()))
                .put("transparency", Json.name(video.transparency()))
                .build();
    }

    private static Json side(int limit) {
        return limit == 0 ? Json.NULL : Json.number(limit);
    }

    private static Json json(AudioRule audio) {
        return Json.object()
                .put("codec", audio.codec())
                .put("bitRate", side(audio.bitRate()))
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
        return entry.obstacle().or(entry::misfit).map(why -> "no: " + why).orElse(yes(entry));
    }

    private static String yes(Entry entry) {
        return "yes" + entry.encoder().map(name -> ", by " + name).orElse(entry.copies() ? ", copied" : "");
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
        AudioRule audio = preset.audio();
        if (audio == null) {
            return preset.copies() == ExportPreset.Copies.EVERYTHING ? "copied" : "-";
        }
        return audio.codec() + (audio.bitRate() > 0 ? " " + audio.bitRate() / 1000 + "k" : "");
    }

    private static List<String> typesOf(ExportPreset preset) {
        return preset.fileTypes().stream().map(FileType::commandName).toList();
    }
}
