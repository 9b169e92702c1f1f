package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder is told. */
@Timeout(60)
class RecordingTest {
    private static final String EXPORT = "dev.reelwright.Export";
    private static final String PHASE = "dev.reelwright.Phase";
    private static final String STAGE = "dev.reelwright.Stage";
    private static final String IMAGE = "dev.reelwright.Image";
    private static final String NATIVES = "dev.reelwright.NativeMemory";

    @TempDir
    Path folder;

    private interface Work {
        void run() throws Exception;
    }

    /** The events by name that were recorded meanwhile, each kind in the order of its end. */
    private Map<String, List<RecordedEvent>> record(Work work) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(NATIVES).withPeriod(Duration.ofMillis(10));
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Files.delete(file);
        return events.stream()
                .filter(e -> e.getEventType().getName().startsWith("dev.reelwright."))
                .sorted((a, b) -> a.getEndTime().compareTo(b.getEndTime()))
                .collect(Collectors.groupingBy(e -> e.getEventType().getName()));
    }

    private static List<String> names(List<RecordedEvent> events, String field) {
        return events.stream().map(e -> e.getString(field)).toList();
    }

    /** Items by stage of one track. */
    private static Map<String, Long> items(List<RecordedEvent> stages, int track) {
        return stages.stream()
                .filter(e -> e.getInt("trackId") == track)
                .collect(Collectors.toMap(e -> e.getString("stage"), e -> e.getLong("items")));
    }

    @Test
    void B20_aRecordingShowsEveryStageOfAnExport() throws Exception {
        Asset asset = Asset.open(Fixtures.small());
        ExportSession session =
                ExportSession.builder(asset, ExportPreset.LOW_QUALITY).build();
        Path output = folder.resolve("out.mp4");
        ExportResult[] result = new ExportResult[1];

        Map<String, List<RecordedEvent>> events = record(() -> result[0] = session.export(output));

        RecordedEvent export = events.get(EXPORT).get(0);
        assertThat(events.get(EXPORT)).hasSize(1);
        assertThat(export.getString("preset")).isEqualTo("low");
        assertThat(export.getString("fileType")).isEqualTo("mp4");
        assertThat(export.getString("source")).isEqualTo(asset.name());
        assertThat(export.getString("destination")).isEqualTo(output.toString());
        assertThat(export.getLong("bytes")).isEqualTo(Files.size(output));
        assertThat(export.getString("outcome")).isEqualTo("completed");
        assertThat(export.getString("errorCode")).isEmpty();

        List<RecordedEvent> phases = events.get(PHASE);
        assertThat(names(phases, "name")).containsExactly("prepare", "encode", "finish");
        Duration inPhases = phases.stream().map(RecordedEvent::getDuration).reduce(Duration.ZERO, Duration::plus);
        assertThat(inPhases).isPositive().isLessThanOrEqualTo(export.getDuration());

        int video = asset.videoTrack().orElseThrow().id();
        int audio = asset.audioTrack().orElseThrow().id();
        Map<String, Long> pictures = items(events.get(STAGE), video);
        assertThat(pictures).isEqualTo(Map.of("read", 60L, "decode", 60L, "render", 60L, "encode", 60L, "write", 60L));
        Map<String, Long> sounds = items(events.get(STAGE), audio);
        assertThat(sounds).containsOnlyKeys("read", "decode", "render", "encode", "write");
        assertThat(sounds).containsEntry("write", result[0].tracks().get(1).samples());
        assertThat(events.get(STAGE)).allSatisfy(e -> {
            assertThat(e.getLong("busyNanos")).isPositive();
            assertThat(e.getDuration("busyNanos")).isLessThan(export.getDuration());
        });
    }

    @Test
    void B20_aRecordingShowsTheNativesOfARunningExport() throws Exception {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.standard()), ExportPreset.LOW_QUALITY)
                .build();

        Map<String, List<RecordedEvent>> events = record(() -> session.export(folder.resolve("out.mp4")));

        assertThat(events.get(NATIVES)).anySatisfy(e -> {
            assertThat(e.getLong("encoders")).isEqualTo(2);
            assertThat(e.getLong("muxers")).isEqualTo(1);
            assertThat(e.getLong("residentBytes")).isPositive();
        });
    }

    @Test
    void B20_copiedTracksAreReadCopiedAndWritten() throws Exception {
        Asset asset = Asset.open(Fixtures.small());
        ExportSession session =
                ExportSession.builder(asset, ExportPreset.PASSTHROUGH).build();

        Map<String, List<RecordedEvent>> events = record(() -> session.export(folder.resolve("out.mp4")));

        assertThat(names(events.get(PHASE), "name")).containsExactly("prepare", "copy", "finish");
        assertThat(items(events.get(STAGE), asset.videoTrack().orElseThrow().id()))
                .isEqualTo(Map.of("read", 60L, "copy", 60L, "write", 60L));
    }

    @Test
    void B20_failedExportTellsItsCode() throws Exception {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.LOW_QUALITY)
                .build();

        Map<String, List<RecordedEvent>> events =
                record(() -> assertThatThrownBy(() -> session.export(folder.resolve("missing/out.mp4")))
                        .isInstanceOf(MediaException.class));

        assertThat(names(events.get(EXPORT), "outcome")).containsExactly("failed");
        assertThat(names(events.get(EXPORT), "errorCode")).containsExactly("CANNOT_CREATE_FILE");
    }

    @Test
    void B20_imagesTellWhatTheyCost() throws Exception {
        Map<String, List<RecordedEvent>> events = record(() -> {
            try (ImageGenerator images =
                    ImageGenerator.builder(Asset.open(Fixtures.small())).build()) {
                images.image(MediaTime.of(105, 100));
                images.image(MediaTime.of(105, 100));
            }
        });

        RecordedEvent first = events.get(IMAGE).get(0);
        assertThat(events.get(IMAGE)).hasSize(2);
        assertThat(first.getDuration("requestedTime")).isEqualTo(Duration.ofMillis(1050));
        assertThat(first.getDuration("actualTime")).isEqualTo(Duration.ofNanos(1_033_333_333));
        assertThat(first.getLong("decodedFrames")).isPositive();
        assertThat(first.getString("source")).isEqualTo(Fixtures.small().toString());
        assertThat(first.getDuration()).isPositive();
    }

    @Test
    void I3_whoAsksForFrameAfterFrameDecodesEachOnce() throws Exception {
        Map<String, List<RecordedEvent>> events = record(() -> {
            try (ImageGenerator images =
                    ImageGenerator.builder(Asset.open(Fixtures.small())).build()) {
                for (int frame = 20; frame < 26; frame++) {
                    images.image(MediaTime.of(2 * frame + 1, 60));
                }
            }
        });

        List<Long> decoded = events.get(IMAGE).stream()
                .map(event -> event.getLong("decodedFrames"))
                .toList();
        assertThat(decoded).hasSize(6);
        assertThat(decoded.subList(2, 6)).allMatch(frames -> frames <= 2);
    }

    @Test
    void B20_nothingIsToldOfWhatIsSwitchedOff() throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.LOW_QUALITY)
                .build();
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.disable(STAGE);
            recording.start();
            session.export(folder.resolve("out.mp4"));
            recording.stop();
            recording.dump(file);
        }

        List<String> names = RecordingFile.readAllEvents(file).stream()
                .map(e -> e.getEventType().getName())
                .toList();
        assertThat(names).contains(EXPORT).doesNotContain(STAGE);
    }
}
