package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackGroup;
import dev.reelwright.asset.TrackRole;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Sound;
import dev.reelwright.testing.TrackPatch;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioTracksTest {
    @TempDir
    Path folder;

    /** Two tracks that sound together, in no group: 440 Hz mono at 44.1 kHz, and 880 and 1320 Hz at 48 kHz. */
    private Path together(double secondsOfSecond, String... options) {
        Path file = Sound.write(
                folder.resolve("together.mov"),
                List.of(Sound.tones(0.25, 44_100, 2, 440), Sound.tones(0.25, 48_000, secondsOfSecond, 880, 1320)),
                options.length > 0 ? options : new String[] {"-c:a", "pcm_s16le"});
        return TrackPatch.of(file)
                .group(0, 0)
                .group(1, 0)
                .enabled(0, true)
                .enabled(1, true)
                .to(folder.resolve("source.mov"));
    }

    /** F8: one sound in two languages, of which the first is presented; the second one falls back on it. */
    private Path alternates() {
        Path file = Sound.write(
                folder.resolve("alternates.mp4"),
                List.of(Sound.tones(0.25, 48_000, 2, 440), Sound.tones(0.25, 48_000, 2, 880)),
                "-c:a",
                "aac",
                "-metadata:s:a:0",
                "language=eng",
                "-metadata:s:a:1",
                "language=ger");
        return TrackPatch.of(file)
                .group(0, 7)
                .group(1, 7)
                .enabled(0, true)
                .enabled(1, false)
                .fallback(1, 1)
                .extendedLanguage(1, "de-CH")
                .to(folder.resolve("f8.mp4"));
    }

    private ExportResult export(ExportSession.Builder session, String name) {
        return session.build().export(folder.resolve(name));
    }

    private static ExportSession.Builder session(Path source, ExportPreset preset) {
        return ExportSession.builder(Asset.open(source), preset);
    }

    @Test
    void S47_tracksTellTheirGroupsLanguagesAndFallbacks() {
        Asset asset = Asset.open(alternates());

        assertThat(asset.trackGroups()).containsExactly(new TrackGroup(7, List.of(1, 2)));
        assertThat(asset.tracks()).extracting(Track::enabled).containsExactly(true, false);
        assertThat(asset.tracks()).extracting(Track::language).containsExactly("eng", "deu");
        assertThat(asset.tracks()).extracting(Track::extendedLanguage).containsExactly("en", "de-CH");
        assertThat(asset.tracks().get(1).fallback()).contains(1);
        assertThat(asset.tracks().get(0).fallback()).isEmpty();
    }

    @Test
    void S47_tracksTellWhatTheyAreFor() {
        Path file = Sound.write(
                folder.resolve("roles.mkv"),
                List.of(Sound.tones(0.25, 48_000, 0.2, 440), Sound.tones(0.25, 48_000, 0.2, 880)),
                "-c:a",
                "flac",
                "-disposition:a:0",
                "default+original",
                "-disposition:a:1",
                "comment",
                "-metadata:s:a:1",
                "language=fre");

        Asset asset = Asset.open(file);

        assertThat(asset.tracks().get(0).roles()).containsExactlyInAnyOrder(TrackRole.DEFAULT, TrackRole.ORIGINAL);
        assertThat(asset.tracks().get(1).roles()).containsExactly(TrackRole.COMMENTARY);
        assertThat(asset.tracks().get(1).language()).isEqualTo("fra");
        assertThat(asset.tracks().get(1).extendedLanguage()).isEqualTo("fr");
        assertThat(asset.trackGroups()).isEmpty();
    }

    @Test
    void E33_enabledTracksAreMixedToOne() {
        Path source = together(2);

        ExportResult result = export(session(source, ExportPreset.WAV_AUDIO), "mixed.wav");

        Sound mixed = Sound.of(result.output());
        assertThat(mixed.samples()).isEqualTo(2 * 48_000);
        assertThat(mixed.channelCount()).isEqualTo(2);
        assertThat(mixed.tone(0, 440, 0.1, 1.9)).isCloseTo(0.25, within(0.002));
        assertThat(mixed.tone(1, 440, 0.1, 1.9)).isCloseTo(0.25, within(0.002));
        assertThat(mixed.tone(0, 880, 0.1, 1.9)).isCloseTo(0.25, within(0.002));
        assertThat(mixed.tone(1, 1320, 0.1, 1.9)).isCloseTo(0.25, within(0.002));
        assertThat(mixed.tone(1, 880, 0.1, 1.9)).isLessThan(0.001);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void E33_thePlanAccountsForEveryMixedTrack() {
        Asset asset = Asset.open(together(2));
        ExportPlan plan =
                ExportSession.builder(asset, ExportPreset.M4A_AUDIO).build().plan(FileType.M4A);

        assertThat(plan.tracks()).hasSize(2);
        TrackPlan.EncodeAudio encoded = (TrackPlan.EncodeAudio) plan.tracks().get(0);
        TrackPlan.Mix mixed = (TrackPlan.Mix) plan.tracks().get(1);
        assertThat(encoded.sources()).containsExactly(1, 2);
        assertThat(encoded.settings().sampleRate()).isEqualTo(48_000);
        assertThat(encoded.settings().channels()).isEqualTo(2);
        assertThat(mixed.intoTrack()).isEqualTo(1);
        assertThat(mixed.action()).isEqualTo("encode");
        assertThat(plan.explain()).contains("mixed to one").contains("mixed into track 1");
    }

    @Test
    void E33_tracksThatCouldBeCopiedAreEncodedWhereTheyAreMixed() {
        Path source = together(2, "-c:a", "aac");

        ExportResult result = export(session(source, ExportPreset.HIGHEST_QUALITY), "mixed.mp4");

        assertThat(result.tracks()).hasSize(1);
        assertThat(result.plan().tracks().get(0).reason()).contains("tracks 1, 2 are presented together");
        Sound mixed = Sound.of(result.output());
        assertThat(mixed.tone(0, 440, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
        assertThat(mixed.tone(1, 1320, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void E33_passthroughKeepsAllTracksApart() {
        ExportResult result = export(session(together(2), ExportPreset.PASSTHROUGH), "apart.mov");

        assertThat(Probe.of(result.output()).streams()).hasSize(2);
    }

    @Test
    void E33_whatEndsEarlierIsSilentFromThereOn() {
        Path source = together(0.5);

        ExportResult result = export(session(source, ExportPreset.WAV_AUDIO), "mixed.wav");

        Sound mixed = Sound.of(result.output());
        assertThat(mixed.samples()).isEqualTo(2 * 48_000);
        assertThat(mixed.tone(0, 880, 0.05, 0.45)).isCloseTo(0.25, within(0.003));
        assertThat(mixed.tone(0, 880, 0.55, 1.9)).isLessThan(0.002);
        assertThat(mixed.tone(0, 440, 0.55, 1.9)).isCloseTo(0.25, within(0.002));
    }

    @Test
    void E33_eachTrackSoundsAtItsOwnTime() {
        Path late = folder.resolve("late.mov");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        Sound.tones(0.25, 48_000, 2, 440),
                        "-itsoffset",
                        "0.75",
                        "-f",
                        "lavfi",
                        "-i",
                        Sound.tones(0.25, 48_000, 1, 880),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c:a",
                        "pcm_s16le",
                        late.toString()));
        Path source =
                TrackPatch.of(late).group(0, 0).group(1, 0).enabled(1, true).to(folder.resolve("source.mov"));

        ExportResult result = export(
                session(source, ExportPreset.WAV_AUDIO)
                        .timeRange(TimeRange.between(MediaTime.of(1, 2), MediaTime.of(3, 2))),
                "mixed.wav");

        Sound mixed = Sound.of(result.output());
        assertThat(mixed.samples()).isEqualTo(48_000);
        assertThat(mixed.tone(0, 880, 0, 0.24)).isLessThan(0.002);
        assertThat(mixed.tone(0, 880, 0.26, 0.99)).isCloseTo(0.25, within(0.003));
        assertThat(mixed.tone(0, 440, 0, 0.99)).isCloseTo(0.25, within(0.003));
    }

    @Test
    void E33_sumsAboveFullScaleAreTurnedDownAndNotClipped() {
        Path loud = Sound.write(
                folder.resolve("loud.mov"),
                List.of(
                        Sound.tones(0.9, 48_000, 1, 440),
                        "aevalsrc=0.9*sin(2*PI*880*t)*between(t\\,0.4\\,0.6):s=48000:d=1"),
                "-c:a",
                "pcm_s16le");
        Path source =
                TrackPatch.of(loud).group(0, 0).group(1, 0).enabled(1, true).to(folder.resolve("source.mov"));

        ExportResult result = export(session(source, ExportPreset.WAV_AUDIO), "mixed.wav");

        Sound mixed = Sound.of(result.output());
        assertThat(mixed.peak()).isLessThanOrEqualTo(1);
        assertThat(mixed.tone(0, 440, 0.05, 0.35)).isCloseTo(0.9, within(0.003));
        double first = mixed.tone(0, 440, 0.45, 0.55);
        double second = mixed.tone(0, 880, 0.45, 0.55);
        assertThat(first).isCloseTo(second, within(0.003));
        assertThat(first).isBetween(0.5, 0.65);
        assertThat(mixed.tone(0, 1320, 0.45, 0.55)).isLessThan(0.003);
        assertThat(result.warnings()).anyMatch(w -> w.contains("louder than full scale"));
    }

    @Test
    void E33_languagesOfMatroskaAreNeverMixed() {
        Path file = Sound.write(
                folder.resolve("film.mkv"),
                List.of(
                        Sound.tones(0.25, 48_000, 0.5, 440),
                        Sound.tones(0.25, 48_000, 0.5, 880),
                        Sound.tones(0.25, 48_000, 0.5, 1320)),
                "-c:a",
                "flac",
                "-disposition:a",
                "default",
                "-metadata:s:a:0",
                "language=eng",
                "-metadata:s:a:1",
                "language=ger",
                "-metadata:s:a:2",
                "language=fre");

        ExportResult first = export(session(file, ExportPreset.WAV_AUDIO), "first.wav");
        ExportResult german =
                export(session(file, ExportPreset.WAV_AUDIO).audioLanguages(List.of("de-AT", "fr")), "de.wav");

        assertThat(Sound.of(first.output()).tone(0, 440, 0.1, 0.4)).isCloseTo(0.25, within(0.003));
        assertThat(Sound.of(first.output()).tone(0, 880, 0.1, 0.4)).isLessThan(0.001);
        assertThat(Sound.of(german.output()).tone(0, 880, 0.1, 0.4)).isCloseTo(0.25, within(0.003));
        assertThat(Sound.of(german.output()).tone(0, 440, 0.1, 0.4)).isLessThan(0.001);
    }

    @Test
    void E34_onlyTheEnabledMemberOfAGroupIsExported() {
        ExportResult result = export(session(alternates(), ExportPreset.WAV_AUDIO), "one.wav");

        Sound sound = Sound.of(result.output());
        assertThat(sound.tone(0, 440, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
        assertThat(sound.tone(0, 880, 0.1, 1.9)).isLessThan(0.002);
        assertThat(result.plan().tracks().get(0).reason()).contains("the enabled track of group 7");
        assertThat(result.plan().tracks().get(1)).isInstanceOf(TrackPlan.Drop.class);
    }

    @Test
    void E34_anotherMemberIsExportedByItsLanguage() {
        ExportResult result =
                export(session(alternates(), ExportPreset.M4A_AUDIO).audioLanguages(List.of("de")), "german.m4a");

        assertThat(Sound.of(result.output()).tone(0, 880, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
        assertThat(Probe.of(result.output()).stream("audio")).containsEntry("TAG:language", "deu");
        assertThat(Asset.open(result.output()).tracks().get(0).enabled()).isTrue();
    }

    @Test
    void E34_tracksAreExportedByTheirIds() {
        ExportResult result =
                export(session(alternates(), ExportPreset.WAV_AUDIO).audioTracks(1, 2), "both.wav");

        assertThat(Sound.of(result.output()).tone(0, 440, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
        assertThat(Sound.of(result.output()).tone(0, 880, 0.1, 1.9)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void E34_whatCannotBeChosenIsRefusedAtOnce() {
        ExportSession.Builder session = session(alternates(), ExportPreset.M4A_AUDIO);

        assertThatThrownBy(() -> session.audioTracks(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its audio tracks are [1, 2]");
        assertThatThrownBy(() -> session.audioLanguages(List.of("german language")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BCP 47");
    }

    // ---- alternate tracks ----

    @Test
    void E35_membersOfTheGroupAreCarriedOverAsTheyAre() {
        Path source = alternates();

        ExportResult result = export(
                session(source, ExportPreset.M4A_AUDIO).alternateTracks(AlternateTracks.PRESERVE), "preserved.m4a");

        assertThat(result.plan().tracks()).extracting(TrackPlan::action).containsExactly("encode", "preserve");
        assertThat(hashes(result.output(), 1)).isEqualTo(hashes(source, 1));
        Asset written = Asset.open(result.output());
        assertThat(written.trackGroups()).containsExactly(new TrackGroup(7, List.of(1, 2)));
        assertThat(written.tracks()).extracting(Track::enabled).containsExactly(true, false);
        assertThat(written.tracks()).extracting(Track::extendedLanguage).containsExactly("en", "de-CH");
        assertThat(written.tracks().get(1).fallback()).contains(1);
        assertThat(Sound.of(source, 1).lag(Sound.of(result.output(), 1), 2000)).isZero();
    }

    @Test
    void E35_theExportedOneIsTheEnabledOne() {
        ExportResult result = export(
                session(alternates(), ExportPreset.HIGHEST_QUALITY)
                        .audioLanguages(List.of("de"))
                        .alternateTracks(AlternateTracks.PRESERVE),
                "german.mp4");

        Asset written = Asset.open(result.output());
        assertThat(result.plan().tracks()).extracting(TrackPlan::action).containsExactly("preserve", "copy");
        assertThat(written.tracks()).extracting(Track::enabled).containsExactly(false, true);
        assertThat(written.tracks()).extracting(Track::language).containsExactly("eng", "deu");
        assertThat(written.trackGroups()).hasSize(1);
    }

    @Test
    void E35_preservedTracksAreTrimmedWithTheAccuracyOfAPacket() {
        Path source = alternates();
        TimeRange range = TimeRange.between(MediaTime.of(1, 2), MediaTime.of(3, 2));

        ExportResult result = export(
                session(source, ExportPreset.M4A_AUDIO).timeRange(range).alternateTracks(AlternateTracks.PRESERVE),
                "part.m4a");

        assertThat(hashes(source, 1)).containsSubsequence(hashes(result.output(), 1));
        Sound whole = Sound.of(source, 1);
        Sound part = Sound.of(result.output(), 1);
        assertThat(part.samples()).isCloseTo(48_000, within(1024));
        float[] expected = java.util.Arrays.copyOfRange(whole.channel(0), 24_000, 72_000);
        for (int i = 0; i < 40_000; i += 997) {
            assertThat(part.channel(0)[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void E35_whatTheFileCannotHoldIsDroppedWithAReason() {
        ExportResult result = export(
                session(alternates(), ExportPreset.FLAC_AUDIO).alternateTracks(AlternateTracks.PRESERVE), "one.flac");

        assertThat(result.plan().tracks().get(1).reason()).isEqualTo("it cannot be preserved: flac holds one track");
        assertThat(result.tracks()).hasSize(1);
    }

    @Test
    void E35_withoutAGroupNothingIsPreserved() {
        ExportSession.Builder session = session(together(2), ExportPreset.M4A_AUDIO);

        ExportPlan plain = session.build().plan(FileType.M4A);
        ExportPlan preserving =
                session.alternateTracks(AlternateTracks.PRESERVE).build().plan(FileType.M4A);

        assertThat(preserving.tracks()).isEqualTo(plain.tracks());
    }

    @Test
    void E35_estimatesCountPreservedTracks() {
        ExportSession session = session(alternates(), ExportPreset.M4A_AUDIO)
                .alternateTracks(AlternateTracks.PRESERVE)
                .build();

        long expected = session.estimate(FileType.M4A).size().expected();
        ExportResult result = session.export(folder.resolve("preserved.m4a"));

        assertThat((double) expected).isCloseTo(result.bytes(), org.assertj.core.data.Percentage.withPercentage(10));
    }

    private static List<String> hashes(Path file, int track) {
        return Probe.of(file).packets("a:" + track).stream()
                .map(packet -> packet.get("data_hash"))
                .toList();
    }
}
