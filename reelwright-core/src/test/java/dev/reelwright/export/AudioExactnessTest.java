package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Sound;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioExactnessTest {
    /** No multiple of any coding's frame, nor a whole number of milliseconds. */
    private static final int SAMPLES = 41_261;

    private static final ExportPreset PCM =
            ExportPreset.builder("test-pcm").audio(AudioRule.of("pcm")).build();

    @TempDir
    Path folder;

    private Path noise(int rate) {
        return Sound.write(
                folder.resolve("noise-" + rate + ".wav"),
                List.of("anoisesrc=r=" + rate + ":a=0.4:d=2:seed=3,lowpass=f=3000,atrim=end_sample=" + SAMPLES),
                "-c:a",
                "pcm_s16le");
    }

    private Path export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .build()
                .export(folder.resolve(name))
                .output();
    }

    private static ExportPreset preset(String codec) {
        return ExportPreset.builder("test-" + codec).audio(AudioRule.of(codec)).build();
    }

    private static Track sound(Path file) {
        return Asset.open(file).audioTrack().orElseThrow();
    }

    // ---- priming and padding ----

    @ParameterizedTest(name = "E55 {0} in {1} at {2} Hz comes back sample by sample, twice")
    @CsvSource({
        "aac, m4a, 48000",
        "aac, mp4, 44100",
        "aac, mov, 44100",
        "aac, mkv, 44100",
        "mp3, mp3, 44100",
        "opus, ogg, 48000",
        "opus, mkv, 48000",
        "opus, mp4, 48000",
        "flac, flac, 44100",
        "flac, mkv, 44100",
        "flac, ogg, 44100",
        "alac, m4a, 44100",
        "pcm, mov, 44100",
    })
    void E55_soundComesBackSampleBySample(String codec, String extension, int rate) {
        Path source = noise(rate);

        Path first = export(source, preset(codec), "first." + extension);
        Path second = export(first, preset(codec), "second." + extension);
        Sound decoded = Sound.of(export(second, ExportPreset.WAV_AUDIO, "decoded.wav"));

        assertThat(decoded.samples()).isEqualTo(SAMPLES);
        assertThat(Sound.of(source).lag(decoded, 1500)).isZero();
    }

    @ParameterizedTest(name = "E55 other readers find the length of {0} in {1} declared")
    @CsvSource({"aac, m4a", "aac, mp4", "alac, m4a", "mp3, mp3", "flac, flac", "pcm, wav"})
    void E55_theLengthIsDeclaredExactly(String codec, String extension) {
        Path file = export(noise(44_100), preset(codec), "declared." + extension);

        assertThat(Probe.of(file).duration("audio")).isCloseTo(SAMPLES / 44_100.0, within(1e-6));
        assertThat(sound(file).timeRange().duration()).isEqualTo(MediaTime.of(SAMPLES, 44_100));
    }

    @Test
    void E55_playersWithoutEditListsAreToldTheSamples() {
        Path file = export(noise(44_100), ExportPreset.M4A_AUDIO, "told.m4a");

        int frames = (1024 + SAMPLES + 1023) / 1024;
        assertThat(Probe.of(file).format().get("TAG:iTunSMPB"))
                .startsWith(String.format(" 00000000 %08X %08X %016X ", 1024, frames * 1024 - 1024 - SAMPLES, SAMPLES));
    }

    @ParameterizedTest(name = "E55 decoders of others give {0} in {1} back sample by sample")
    @CsvSource({"mp3, mp3, 44100", "opus, ogg, 48000", "opus, mkv, 48000", "flac, flac, 44100", "alac, m4a, 44100"})
    void E55_otherDecodersAgree(String codec, String extension, int rate) {
        Path source = noise(rate);

        Sound decoded = Sound.of(export(source, preset(codec), "out." + extension));

        assertThat(decoded.samples()).isEqualTo(SAMPLES);
        assertThat(Sound.of(source).lag(decoded, 1500)).isZero();
    }

    @ParameterizedTest(name = "E55 {0} by another writer in {1} is read to the sample")
    @CsvSource({
        "aac, m4a",
        "aac, mp4",
        "alac, m4a",
        "flac, mp4",
        "libmp3lame, mp4",
        "libmp3lame, mp3",
        "libmp3lame, mkv",
        "pcm_s16le, mov",
        "flac, flac",
        "flac, mkv",
    })
    void E55_filesOfOthersAreReadToTheSample(String encoder, String extension) {
        Path source = noise(44_100);
        Path file = folder.resolve("other." + extension);
        Programs.run(
                "ffmpeg",
                List.of("-v", "error", "-i", source.toString(), "-c:a", encoder, "-strict", "-2", file.toString()));

        Sound decoded = Sound.of(export(file, ExportPreset.WAV_AUDIO, "decoded.wav"));

        assertThat(decoded.samples()).isEqualTo(SAMPLES);
        assertThat(Sound.of(source).lag(decoded, 1500)).isZero();
    }

    @Test
    void E55_theLastPacketsOfATransportStreamAreThere() {
        Path file = folder.resolve("sound.ts");
        Programs.run("ffmpeg", List.of("-v", "error", "-i", noise(44_100).toString(), "-c:a", "aac", file.toString()));

        Sound decoded = Sound.of(export(file, ExportPreset.WAV_AUDIO, "decoded.wav"));

        assertThat(decoded.samples()).isBetween(SAMPLES, SAMPLES + 2048);
    }

    // ---- channels ----

    @ParameterizedTest(name = "E33 5.1 becomes stereo as BS.775 has it, by {0}")
    @CsvSource({"aac, m4a, 0.004", "opus, ogg, 0.01", "mp3, mp3, 0.008"})
    void E33_surroundBecomesStereo(String codec, String extension, double error) {
        Path source = surround(0.2);

        Sound stereo = Sound.of(export(source, preset(codec), "stereo." + extension));

        double[][] expected = {
            {0.2, 0}, {0, 0.2}, {0.1414, 0.1414}, {0, 0}, {0.1414, 0}, {0, 0.1414},
        };
        assertThat(stereo.channelCount()).isEqualTo(2);
        for (int i = 0; i < expected.length; i++) {
            for (int channel = 0; channel < 2; channel++) {
                assertThat(stereo.tone(channel, frequency(i), 0.2, 0.8))
                        .describedAs("channel %d of the source in channel %d", i, channel)
                        .isCloseTo(expected[i][channel], within(error));
            }
        }
    }

    @Test
    void E33_loudSurroundIsNotClipped() {
        Path source = Sound.write(
                folder.resolve("loud.wav"),
                List.of(Sound.tones(0.9, 48_000, 1, 440, 440, 440, 440, 440, 440) + ":c=5.1"),
                "-c:a",
                "pcm_s16le");

        ExportResult result = ExportSession.builder(Asset.open(source), stereo("flac"))
                .build()
                .export(folder.resolve("loud.flac"));

        Sound stereo = Sound.of(result.output());
        assertThat(stereo.peak()).isBetween(0.9, 1.0);
        assertThat(stereo.tone(0, 440, 0.2, 0.8)).isCloseTo(1, within(0.02));
        assertThat(stereo.tone(0, 1320, 0.2, 0.8)).isLessThan(0.002);
        assertThat(result.warnings()).anyMatch(w -> w.contains("turned down"));
    }

    @Test
    void E33_twoChannelsBecomeOneByTheirMean() {
        Path source = Sound.write(
                folder.resolve("stereo.wav"), List.of(Sound.tones(0.5, 48_000, 1, 440, 880)), "-c:a", "pcm_s16le");
        ExportPreset mono = ExportPreset.builder("test-mono")
                .audio(AudioRule.of("pcm").withMaxChannels(1))
                .build();

        Sound sound = Sound.of(export(source, mono, "mono.wav"));

        assertThat(sound.channelCount()).isEqualTo(1);
        assertThat(sound.tone(0, 440, 0.1, 0.9)).isCloseTo(0.25, within(0.001));
        assertThat(sound.tone(0, 880, 0.1, 0.9)).isCloseTo(0.25, within(0.001));
    }

    @ParameterizedTest(name = "{1} keeps the channels of {0}")
    @CsvSource({
        "5.1, flac, flac", "5.1(side), flac, flac", "7.1, flac, flac", "quad, flac, flac", "5.1(side), wav, wav",
        "2.1, wav, wav", "hexagonal, wav, wav", "7.1.4, wav, wav", "5.1, alac, m4a", "7.1, mov, mov",
    })
    void E50_losslessCodingsKeepAllChannels(String layout, String kind, String extension) {
        int count = channels(layout);
        int[] frequencies = new int[count];
        for (int i = 0; i < count; i++) {
            frequencies[i] = (int) frequency(i);
        }
        Path source = Sound.write(
                folder.resolve("source.wav"),
                List.of(Sound.tones(0.2, 48_000, 0.3, frequencies) + ":c=" + layout),
                "-c:a",
                "pcm_s16le");
        ExportPreset preset = kind.equals("mov") || kind.equals("wav") ? PCM : preset(kind);

        Path file = export(source, preset, "kept." + extension);

        assertThat(((FormatDescription.Audio) sound(file).format()).channelLayout())
                .isEqualTo(layout);
        Sound kept = Sound.of(file);
        for (int i = 0; i < count; i++) {
            assertThat(kept.tone(i, frequency(i), 0.1, 0.2)).isCloseTo(0.2, within(0.002));
        }
    }

    private static int channels(String layout) {
        return switch (layout) {
            case "7.1.4" -> 12;
            case "7.1" -> 8;
            case "quad" -> 4;
            case "3.0", "2.1" -> 3;
            default -> 6;
        };
    }

    private static double frequency(int channel) {
        return 300 + 200 * channel;
    }

    /** 5.1 with a tone of its own in each channel. */
    private Path surround(double amplitude) {
        return Sound.write(
                folder.resolve("surround.wav"),
                List.of(Sound.tones(amplitude, 48_000, 1, 300, 500, 700, 900, 1100, 1300) + ":c=5.1"),
                "-c:a",
                "pcm_s16le");
    }

    private static ExportPreset stereo(String codec) {
        return ExportPreset.builder("test-stereo-" + codec)
                .audio(AudioRule.of(codec).withMaxChannels(2))
                .build();
    }

    // ---- sample rates ----

    @ParameterizedTest(name = "{0} Hz becomes {2} Hz by {1}")
    @CsvSource({
        "192000, aac, 48000",
        "88200, aac, 44100",
        "7000, aac, 8000",
        "96000, mp3, 48000",
        "8000, mp3, 8000",
        "8000, opus, 48000",
        "88200, alac, 88200",
        "192000, pcm, 192000",
        "12345, flac, 12345",
    })
    void E55_sampleRatesAreThoseThatTheCodingHas(int rate, String codec, int expected) {
        Path source = Sound.write(
                folder.resolve("source.wav"), List.of(Sound.tones(0.2, rate, 0.5, 440)), "-c:a", "pcm_s16le");
        ExportPreset preset = preset(codec);

        Path file = export(source, preset, "out." + preset.fileTypes().get(0).commandName());

        Sound sound = Sound.of(file);
        assertThat(sound.sampleRate()).isEqualTo(expected);
        assertThat(sound.tone(0, 440, 0.1, 0.4)).isCloseTo(0.2, within(0.012));
    }

    // ---- no drift ----

    @ParameterizedTest(name = "an hour at 11025 Hz, {0} times as fast, has {1} samples at 8000 Hz")
    @CsvSource({"1, 28800000", "1.25, 23040000", "0.999, 28828829"})
    void E60_anHourDoesNotDrift(double speed, long expected) throws IOException {
        Path hour = hourWithClicks();
        ExportPreset narrow = ExportPreset.builder("test-narrow")
                .audio(AudioRule.of("pcm").withSampleRate(8000))
                .build();

        Path file = ExportSession.builder(Asset.open(hour), narrow)
                .speed(speed)
                .build()
                .export(folder.resolve("hour.wav"))
                .output();

        assertThat(sound(file).timeRange().duration().timesRatio(8000, 1).toSeconds())
                .isCloseTo(expected, within(1.0));
        for (int minute : new int[] {0, 20, 40, 59}) {
            assertThat(click(file, Math.round(minute * 60 * 8000 / speed)))
                    .isCloseTo(minute * 60 * 8000 / speed, within(1.0));
        }
    }

    @Test
    void E60_jitterOfTimesIsNotHeard() {
        Path file = folder.resolve("jitter.mkv");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        Sound.tones(0.3, 48_000, 3, 1000),
                        "-af",
                        "asetnsamples=1024:p=0,asetpts=PTS+0.004*sin(N)/TB",
                        "-c:a",
                        "pcm_s16le",
                        file.toString()));

        Sound sound = Sound.of(export(file, ExportPreset.WAV_AUDIO, "even.wav"));

        assertThat(sound.samples()).isCloseTo(3 * 48_000, within(300));
        assertThat(sound.tone(0, 1000, 0.1, 2.9)).isCloseTo(0.3, within(0.001));
    }

    @Test
    void E60_soundWhoseClockRunsWronglyStaysAtItsTimes() {
        Path file = folder.resolve("drift.mkv");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "aevalsrc=0.5*between(mod(t\\,1)\\,0\\,0.01):s=8000:d=20",
                        "-af",
                        "asetnsamples=160,asetpts=PTS*1.01",
                        "-c:a",
                        "pcm_s16le",
                        file.toString()));

        Sound sound = Sound.of(export(file, ExportPreset.WAV_AUDIO, "even.wav"));

        assertThat(sound.samples() / 8000.0).isCloseTo(20.2, within(0.05));
        assertThat(firstAbove(sound, 0.25f, 19 * 8080 - 800) / 8000.0).isCloseTo(19 * 1.01, within(0.035));
    }

    @Test
    void E19_aRangeHasItsSamplesExactly() {
        Path source = noise(44_100);
        TimeRange range = TimeRange.of(MediaTime.of(10_007, 44_100), MediaTime.of(20_011, 44_100));

        Path file = ExportSession.builder(Asset.open(source), ExportPreset.WAV_AUDIO)
                .timeRange(range)
                .build()
                .export(folder.resolve("part.wav"))
                .output();

        Sound whole = Sound.of(source);
        Sound part = Sound.of(file);
        assertThat(part.samples()).isEqualTo(20_011);
        assertThat(part.channel(0)).containsExactly(java.util.Arrays.copyOfRange(whole.channel(0), 10_007, 30_018));
    }

    private static int firstAbove(Sound sound, float level, int from) {
        int at = from;
        while (at < sound.samples() && Math.abs(sound.channel(0)[at]) < level) {
            at++;
        }
        return at;
    }

    /** An hour of silence at 11025 Hz with a click at the beginning of each of some minutes. */
    private Path hourWithClicks() throws IOException {
        Path file = folder.resolve("hour-source.wav");
        int rate = 11_025;
        int bytes = 3600 * rate * 2;
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        header.putInt(rate).putInt(rate * 2).putShort((short) 2).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header.array());
            for (int minute : new int[] {0, 20, 40, 59}) {
                out.seek(44 + 2L * minute * 60 * rate);
                out.write(new byte[] {(byte) 0xFF, 0x7F});
            }
            out.setLength(44 + bytes);
        }
        return file;
    }

    /** Where the loudest sample near a place lies, its neighbours weighed in. */
    private static double click(Path wav, long near) throws IOException {
        int reach = 50;
        long first = Math.max(0, near - reach);
        byte[] bytes = new byte[2 * 2 * reach];
        try (RandomAccessFile in = new RandomAccessFile(wav.toFile(), "r")) {
            in.seek(dataOffset(in) + 2 * first);
            in.readFully(bytes);
        }
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double sum = 0;
        double weighed = 0;
        for (int i = 0; i < 2 * reach; i++) {
            double energy = Math.pow(samples.getShort(), 2);
            sum += energy;
            weighed += energy * (first + i);
        }
        assertThat(sum).describedAs("energy of the click").isGreaterThan(1e6);
        return weighed / sum;
    }

    private static long dataOffset(RandomAccessFile wav) throws IOException {
        byte[] head = new byte[4096];
        wav.seek(0);
        int count = wav.read(head);
        return new String(head, 0, count, StandardCharsets.ISO_8859_1).indexOf("data") + 8L;
    }
}
