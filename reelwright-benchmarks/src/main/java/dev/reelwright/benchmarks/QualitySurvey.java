package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.benchmarks.QualityClips.Clip;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the presets' pictures are and what they cost, by content. Presets never enlarge, so those whose box is larger
 * than a clip make the same of it: each encode is made once and stands for all of them.
 */
final class QualitySurvey implements Task {
    /** D10: what size presets score at least on ordinary footage. */
    private static final double GOAL = 0.97;

    @Override
    public String id() {
        return "QUALITY";
    }

    @Override
    public String title() {
        return "similarity and bit rate of what every preset encodes, by content";
    }

    /**
     * One encode.
     *
     * @param presets all that make it
     * @param sized whether one of them is a size preset: of standard quality, and without a limit of its own
     * @param factor constant rate factor, -1 where there is none
     * @param usualBitsPerPixel what the table of rates expects of ordinary footage
     */
    record Row(
            String clip,
            boolean ordinary,
            List<String> presets,
            boolean sized,
            String codec,
            String size,
            int factor,
            Similarity.Score similarity,
            double bitsPerPixel,
            double usualBitsPerPixel,
            long bitRate) {
        Row {
            presets = List.copyOf(presets);
        }

        boolean promised() {
            return ordinary && sized && !codec.equals("prores");
        }

        boolean missed() {
            return promised() && similarity.all() < GOAL;
        }
    }

    /** All encodes. */
    record Survey(Machine machine, double goal, List<Row> rows) {
        Survey {
            rows = List.copyOf(rows);
        }
    }

    @Override
    public boolean perform(Workshop workshop) throws IOException, InterruptedException {
        Path folder = workshop.outputFolder("quality");
        List<Clip> clips = new QualityClips(workshop).make(folder);
        List<Row> rows = new ArrayList<>();
        Machine machine = Machine.now();
        for (Clip clip : clips) {
            for (Map.Entry<VideoSettings, List<ExportPreset>> group :
                    distinct(clip).entrySet()) {
                Row row = measure(workshop.programs(), folder, clip, group.getKey(), group.getValue());
                rows.add(row);
                System.out.println(QualityPage.line(row));
            }
        }
        ReportJson.write(
                new Survey(machine, GOAL, rows), workshop.request().out().resolve("quality.json"));
        Files.createDirectories(workshop.request().docs());
        Files.writeString(workshop.request().docs().resolve("quality.md"), QualityPage.markdown(clips, rows, GOAL));
        return rows.stream().noneMatch(Row::missed);
    }

    /** The presets that encode video, put together by what they make of the clip. */
    private static Map<VideoSettings, List<ExportPreset>> distinct(Clip clip) {
        Map<VideoSettings, List<ExportPreset>> groups = new LinkedHashMap<>();
        Asset asset = Asset.open(clip.file());
        for (ExportPreset preset : ExportPreset.all()) {
            if (preset.video() != null) {
                ExportPlan plan = ExportSession.builder(asset, preset).build().plan(type(preset));
                video(plan).ifPresent(settings -> groups.computeIfAbsent(settings, key -> new ArrayList<>())
                        .add(preset));
            }
        }
        return groups;
    }

    private static Optional<VideoSettings> video(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(track -> ((TrackPlan.EncodeVideo) track).settings())
                .findFirst();
    }

    private static FileType type(ExportPreset preset) {
        return preset.fileTypes().get(0);
    }

    private static Row measure(
            Programs programs, Path folder, Clip clip, VideoSettings settings, List<ExportPreset> presets)
            throws IOException, InterruptedException {
        ExportPreset preset = presets.get(0);
        Asset asset = Asset.open(clip.file());
        Path output = folder.resolve(
                clip.name() + "-" + preset.name() + "." + type(preset).commandName());
        ExportSession.builder(asset, preset).overwrite(true).build().export(output);
        Prober.Coded coded = new Prober(programs).coded(output);
        int width = settings.size().width();
        int height = settings.size().height();
        double pixels = (double) width * height * coded.packets();
        double seconds = asset.duration().toSeconds();
        return new Row(
                clip.name(),
                clip.ordinary(),
                presets.stream().map(ExportPreset::name).toList(),
                presets.stream().anyMatch(QualitySurvey::isSized),
                settings.codec(),
                settings.size().toString(),
                Integer.parseInt(settings.options().getOrDefault("crf", "-1")),
                new Similarity(programs).toScaledByTime(output, clip.file(), width, height),
                coded.bytes() * 8 / pixels,
                settings.usualBitRate() / (settings.frameRate() * width * height),
                Math.round(coded.bytes() * 8 / seconds));
    }

    private static boolean isSized(ExportPreset preset) {
        return preset.video() != null
                && preset.video().maxBitRate() == 0
                && preset.video().rate() instanceof VideoRate.Quality quality
                && quality.tier() == QualityTier.STANDARD;
    }
}
