package dev.reelwright.benchmarks;

import dev.reelwright.asset.FileType;
import dev.reelwright.benchmarks.Probed.Picture;
import dev.reelwright.benchmarks.Probed.Stream;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Holds what a plan promised against what {@code ffprobe} says of the output. */
final class OutcomePromises {
    /** What a file of each type says of itself: FFmpeg's name of the format, and the major brand. */
    private static final Map<FileType, List<String>> FORMATS = new EnumMap<>(Map.ofEntries(
            Map.entry(FileType.MOV, List.of("mov", "qt")),
            Map.entry(FileType.MP4, List.of("mp4", "isom")),
            Map.entry(FileType.M4V, List.of("mp4", "M4V")),
            Map.entry(FileType.M4A, List.of("m4a", "M4A")),
            Map.entry(FileType.MOBILE_3GPP, List.of("3gp", "3gp")),
            Map.entry(FileType.MOBILE_3GPP2, List.of("3g2", "3g2")),
            Map.entry(FileType.MKV, List.of("matroska", "")),
            Map.entry(FileType.WEBM, List.of("webm", "")),
            Map.entry(FileType.TS, List.of("mpegts", "")),
            Map.entry(FileType.OGG, List.of("ogg", "")),
            Map.entry(FileType.FLAC, List.of("flac", "")),
            Map.entry(FileType.MP3, List.of("mp3", "")),
            Map.entry(FileType.WAV, List.of("wav", "")),
            Map.entry(FileType.AIFF, List.of("aiff", "")),
            Map.entry(FileType.AIFC, List.of("aiff", "")),
            Map.entry(FileType.CAF, List.of("caf", ""))));

    private final ExportPlan plan;
    private final Probed source;
    private final Probed output;
    private final List<String> differences = new ArrayList<>();

    private OutcomePromises(ExportPlan plan, Probed source, Probed output) {
        this.plan = plan;
        this.source = source;
        this.output = output;
    }

    /** What is not as it was promised. */
    static List<String> broken(ExportPlan plan, Probed source, Probed output) {
        return new OutcomePromises(plan, source, output).check();
    }

    private List<String> check() {
        container();
        long promised = plan.tracks().stream()
                .filter(track -> !(track instanceof TrackPlan.Drop))
                .count();
        expect("streams", promised, (long) output.streams().size());
        for (TrackPlan track : plan.tracks()) {
            if (track instanceof TrackPlan.EncodeVideo video && output.video().isPresent()) {
                encoded(video.settings(), output.video().get());
            } else if (track instanceof TrackPlan.EncodeAudio audio
                    && output.audio().isPresent()) {
                Stream sound = output.audio().get();
                expect("audio codec", audio.settings().codec(), sound.codec());
                expect("channels", audio.settings().channels(), sound.channels());
                // Opus always plays at 48 kHz
                expect("sample rate", audio.settings().sampleRate(), sound.sampleRate());
            } else if (track instanceof TrackPlan.Copy copy) {
                copied(copy);
            }
        }
        output.streams().forEach(this::times);
        output.complaints().forEach(line -> differences.add("ffprobe says: " + line));
        return differences;
    }

    private void container() {
        List<String> expected = Objects.requireNonNull(FORMATS.get(plan.fileType()));
        if (!List.of(output.container().split(",")).contains(expected.get(0))) {
            expect("container", expected.get(0), output.container());
        }
        if (expected.get(1).isEmpty() && !output.brand().isEmpty()) {
            differences.add("the source's major brand, " + output.brand() + ", is carried over as a tag");
        } else {
            expect("major brand", expected.get(1), output.brand());
        }
    }

    private void encoded(VideoSettings settings, Stream video) {
        Picture picture = video.picture();
        expect("video codec", settings.codec(), video.codec());
        expect("size", settings.size(), picture.size());
        expect("pixel aspect", "1:1", picture.pixelAspect());
        expect("pixel format", settings.pixelFormat(), pixelFormat(video));
        expect("primaries", settings.color().primaries(), picture.primaries());
        expect("transfer", settings.color().transfer(), picture.transfer());
        expect("matrix", settings.color().matrix(), picture.matrix());
        expect("rotation", settings.transform().degreesClockwise(), picture.rotation());
        List<Double> before = source.video().orElseThrow().times();
        if (settings.maxFrameRate() == 0) {
            expect("frames", before.size(), video.times().size());
        }
        for (double time : video.times()) {
            if (before.stream().noneMatch(t -> Math.abs(t - time) <= OutcomeCells.EXACT)) {
                differences.add(String.format(Locale.ROOT, "a frame at %.4f s, where the source has none", time));
                break;
            }
        }
    }

    private void copied(TrackPlan.Copy copy) {
        boolean picture = copy.mediaType().name().equals("VIDEO");
        Stream before = (picture ? source.video() : source.audio()).orElseThrow();
        Stream after = (picture ? output.video() : output.audio()).orElse(null);
        if (after == null) {
            differences.add("no " + before.kind() + " stream");
            return;
        }
        expect("copied codec", before.codec(), after.codec());
        expect("copied channels", before.channels(), after.channels());
        if (picture) {
            expect("copied frames", before.times().size(), after.times().size());
            expect("copied size", before.picture().size(), after.picture().size());
            expect(
                    "copied pixel aspect",
                    before.picture().pixelAspect(),
                    after.picture().pixelAspect());
            expect("copied pixel format", pixelFormat(before), pixelFormat(after));
            expect("copied colour", before.picture().colour(), after.picture().colour());
            expect(
                    "copied rotation",
                    before.picture().rotation(),
                    after.picture().rotation());
            expect("copied alpha", before.picture().alpha(), after.picture().alpha());
        }
    }

    /** ProRes 4444 says nothing of its depth: FFmpeg decodes it to 12 bits, and to 10 out of Matroska. */
    private static String pixelFormat(Stream video) {
        String name = video.picture().pixelFormat();
        return video.codec().equals("prores") ? name.replace("12le", "10le") : name;
    }

    /** Off by more than a frame is a difference; less is told in the table. */
    private void times(Stream stream) {
        double end = plan.duration().toSeconds();
        if (Math.abs(stream.end() - end) > stream.longestFrame() + OutcomeCells.EXACT) {
            differences.add(String.format(
                    Locale.ROOT, "%s ends at %.4f s instead of %.4f s", stream.kind(), stream.end(), end));
        }
        if (Math.abs(stream.start()) > stream.longestFrame() + OutcomeCells.EXACT) {
            differences.add(String.format(Locale.ROOT, "%s starts at %.4f s", stream.kind(), stream.start()));
        }
    }

    private void expect(String what, Object promised, Object found) {
        if (!promised.equals(found)) {
            differences.add(what + " " + found + " instead of " + promised);
        }
    }
}
