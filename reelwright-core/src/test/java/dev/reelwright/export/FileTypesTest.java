package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real exports into every container, by the presets that the original has not. */
class FileTypesTest {
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    /** One second of 160x90 with sound. */
    private static Path clip() {
        return Fixtures.clip("tiny.mp4", b -> b.size(new Size(160, 90)).duration(MediaTime.seconds(1)));
    }

    private ExportResult export(ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(clip()), preset).build().export(folder.resolve(name));
    }

    /** Samples of the sound as the {@code ffmpeg} program decodes it. */
    private long samples(Path file) throws IOException {
        Path raw = folder.resolve("sound.raw");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:a:0",
                        "-ac",
                        "1",
                        "-f",
                        "s16le",
                        raw.toString()));
        return Files.size(raw) / 2;
    }

    @ParameterizedTest(name = "B9 {0} into {1} makes {2}")
    @CsvSource({
        "opus, ogg, opus",
        "opus, webm, opus",
        "opus, mkv, opus",
        "flac, flac, flac",
        "flac, ogg, flac",
        "flac, mkv, flac",
        "alac, m4a, alac",
        "alac, mov, alac",
        "mp3, mp3, mp3",
        "wav, wav, pcm_s16le",
        "wav, aiff, pcm_s16be",
        "wav, aifc, pcm_s16be",
        "wav, caf, pcm_s16le",
        "alac, caf, alac",
    })
    void B9_soundPresetsKeepEverySample(String preset, String type, String codec) throws IOException {
        ExportResult result = export(ExportPreset.named(preset).orElseThrow(), "sound." + type);

        assertThat(Probe.of(result.output()).streams())
                .singleElement()
                .satisfies(s -> assertThat(s).containsEntry("codec_name", codec).containsEntry("sample_rate", "48000"));
        assertThat(samples(result.output())).isEqualTo(RATE);
    }

    @Test
    void B9_soundWithoutLossIsTheSourcesBitForBit() throws IOException {
        Path wav = export(ExportPreset.WAV_AUDIO, "sound.wav").output();

        for (ExportPreset preset : List.of(ExportPreset.FLAC_AUDIO, ExportPreset.ALAC_AUDIO)) {
            FileType type = preset.fileTypes().get(0);
            Path coded = ExportSession.builder(Asset.open(wav), preset)
                    .build()
                    .export(folder.resolve("coded." + type.commandName()))
                    .output();
            assertThat(md5(coded)).as(preset.name()).isEqualTo(md5(wav));
        }
    }

    private static String md5(Path file) {
        return Programs.run(
                "ffmpeg",
                List.of("-v", "error", "-i", file.toString(), "-map", "0:a:0", "-c:a", "pcm_s16le", "-f", "md5", "-"));
    }

    @ParameterizedTest(name = "B9 {0} into {1} makes {2} and {3}")
    @CsvSource({
        "av1-1920x1080, mp4, av1, aac",
        "av1-3840x2160, mkv, av1, aac",
        "av1-1920x1080, webm, av1, opus",
        "vp9-1920x1080, webm, vp9, opus",
        "vp9-1920x1080, mp4, vp9, aac",
        "vp9-1920x1080, mkv, vp9, aac",
    })
    void B9_videoPresetsKeepEveryFrame(String preset, String type, String video, String audio) {
        ExportResult result = export(ExportPreset.named(preset).orElseThrow(), "video." + type);

        Probe probe = Probe.of(result.output());
        assertThat(probe.stream("video")).containsEntry("codec_name", video);
        assertThat(probe.stream("audio")).containsEntry("codec_name", audio);
        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames.stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
        assertThat(frames.get(29).time()).isCloseTo(29 / 30.0, within(1e-3));
        assertThat(result.duration()).isEqualTo(MediaTime.seconds(1));
    }

    @Test
    void B9_exactPartsGoIntoMatroskaToo() {
        ExportResult result = ExportSession.builder(Asset.open(clip()), ExportPreset.VP9_1920x1080)
                .timeRange(TimeRange.between(MediaTime.of(1, 5), MediaTime.of(7, 10)))
                .build()
                .export(folder.resolve("part.webm"));

        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames.stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(LongStream.range(6, 21).boxed().toList());
        assertThat(frames.get(0).time()).isZero();
        assertThat(Double.parseDouble(Probe.of(result.output()).format().get("duration")))
                .isCloseTo(0.5, within(0.01));
    }

    @ParameterizedTest(name = "E58 {0}")
    @CsvSource({"mkv, 2", "ts, 2", "mov, 2", "m4v, 2", "m4a, 1"})
    void E58_passthroughCarriesPacketsIntoEveryContainerThatHoldsThem(String type, int tracks) {
        ExportResult result = export(ExportPreset.PASSTHROUGH, "copy." + type);

        Probe probe = Probe.of(result.output());
        assertThat(result.tracks()).hasSize(tracks);
        assertThat(probe.packets("a:0")).hasSameSizeAs(Probe.of(clip()).packets("a:0"));
        if (tracks == 2) {
            assertThat(Frames.of(result.output()).stream().map(Frames.Shown::number))
                    .containsExactlyElementsOf(LongStream.range(0, 30).boxed().toList());
        }
        assertThat(Double.parseDouble(probe.format().get("duration"))).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest(name = "E58 {0} into {1}")
    @CsvSource({
        "opus, ogg, webm",
        "flac, flac, ogg",
        "flac, ogg, flac",
        "mp3, mp3, mkv",
        "wav, wav, mkv",
        "wav, wav, mov",
        "wav, wav, caf",
        "wav, wav, aifc",
        "wav, aiff, caf",
        "wav, aiff, aifc",
        "wav, aifc, aiff",
        "wav, aifc, mov",
        "wav, caf, wav",
        "alac, m4a, caf",
        "alac, caf, m4a",
        "flac, flac, caf"
    })
    void E58_soundOfOneContainerIsCarriedIntoAnother(String preset, String from, String to) throws IOException {
        Path source =
                export(ExportPreset.named(preset).orElseThrow(), "from." + from).output();

        ExportResult result = ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .build()
                .export(folder.resolve("to." + to));

        assertThat(result.tracks())
                .singleElement()
                .satisfies(t -> assertThat(t.plan().action()).isEqualTo("copy"));
        assertThat((double) samples(result.output())).isCloseTo(RATE, within(RATE * 0.05));
    }

    @ParameterizedTest(name = "E4 {0}")
    @CsvSource({"aiff, AIFF, ''", "aifc, AIFC, twos"})
    void E4_codedAndPlainAiffAreToldApart(String type, String form, String coding) throws IOException {
        Path file = export(ExportPreset.WAV_AUDIO, "sound." + type).output();

        byte[] head = Files.readAllBytes(file);
        String text = new String(head, 0, 80, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("FORM").contains("COMM");
        assertThat(text.substring(8, 12)).isEqualTo(form);
        assertThat(text.substring(text.indexOf("COMM") + 26)).startsWith(coding);
    }

    @Test
    void E4_deepSoundKeepsItsDepthInBothByteOrders() {
        Path deep = folder.resolve("deep.wav");
        Programs.run(
                "ffmpeg", List.of("-v", "error", "-i", clip().toString(), "-vn", "-c:a", "pcm_s24le", deep.toString()));

        for (FileType type : List.of(FileType.AIFF, FileType.AIFC, FileType.CAF)) {
            Path coded = ExportSession.builder(Asset.open(deep), ExportPreset.WAV_AUDIO)
                    .build()
                    .export(folder.resolve("deep." + type.commandName()))
                    .output();
            assertThat(Probe.of(coded).stream("audio")).containsEntry("bits_per_sample", "24");
            assertThat(md5(coded)).isEqualTo(md5(deep));
        }
    }

    @ParameterizedTest(name = "E4 {0}: {1} and {2}")
    @CsvSource({
        "3gp, h263, libopencore_amrnb, 8000, 3gp4",
        "3gp, mpeg4, aac, 8000, 3gp4",
        "3g2, mpeg4, libvo_amrwbenc, 16000, 3g2a",
        "3g2, libx264, aac, 8000, 3g2b",
    })
    void E4_mobileFilesAreCarriedOver(String type, String video, String audio, int rate, String brand)
            throws IOException {
        Path source = folder.resolve("source.mov");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -f lavfi -i testsrc=s=176x144:r=15:d=1 -f lavfi -i sine=440:sample_rate=" + rate
                                + ":duration=1 -c:v " + video + " -c:a " + audio + " -strict -2 -f 3gp "
                                + source)
                        .split(" ")));

        ExportResult result = ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .optimizeForNetworkUse(true)
                .build()
                .export(folder.resolve("copy." + type));

        Probe made = Probe.of(result.output());
        Probe from = Probe.of(source);
        assertThat(made.packets("v:0")).extracting(p -> p.get("pts_time")).isEqualTo(times(from));
        for (String kind : List.of("video", "audio")) {
            assertThat(made.stream(kind).get("codec_name"))
                    .isEqualTo(from.stream(kind).get("codec_name"));
            assertThat(made.duration(kind)).isCloseTo(from.duration(kind), within(1e-6));
        }
        byte[] head = Files.readAllBytes(result.output());
        assertThat(new String(head, 8, 4, StandardCharsets.ISO_8859_1)).isEqualTo(brand);
        assertThat(new String(head, 0, 200, StandardCharsets.ISO_8859_1)).contains("moov");
    }

    private static List<String> times(Probe probe) {
        return probe.packets("v:0").stream().map(p -> p.get("pts_time")).toList();
    }

    @Test
    void E4_soundThatATypeCannotHoldIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> export(ExportPreset.PASSTHROUGH, "copy.aiff"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("aiff cannot hold aac; mov, mp4, m4v, m4a, 3gp, 3g2, mkv, ts can")
                .hasMessageContaining("a preset that encodes can change it");
    }

    @Test
    void B9_ownPresetsWriteWhatTheyAskFor() {
        ExportPreset preset = ExportPreset.builder("own")
                .video(VideoRule.of("hevc").withBox(128, 0).withMaxFrameRate(15))
                .audio(AudioRule.of("opus").withMaxChannels(1))
                .fileTypes(FileType.MKV, FileType.TS)
                .build();

        for (FileType type : preset.fileTypes()) {
            ExportResult result = export(preset, "own." + type.commandName());

            Map<String, String> video = Probe.of(result.output()).stream("video");
            assertThat(video)
                    .containsEntry("codec_name", "hevc")
                    .containsEntry("width", "128")
                    .containsEntry("height", "72");
            assertThat(Frames.of(result.output())).hasSize(15);
            assertThat(Probe.of(result.output()).stream("audio"))
                    .containsEntry("codec_name", "opus")
                    .containsEntry("channels", "1");
        }
    }

    @Test
    void E55_m4aTellsItsPrimingSoThatSoundIsExact() {
        ExportResult result = export(ExportPreset.M4A_AUDIO, "sound.m4a");

        Probe probe = Probe.of(result.output());
        assertThat(probe.streams()).hasSize(1);
        assertThat(probe.duration("audio")).isCloseTo(1, within(1e-4));
        assertThat(probe.start("audio")).isZero();
        assertThat(probe.packets("a:0").get(0)).containsEntry("skip_samples", "1024");
    }
}
