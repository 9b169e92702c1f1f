package dev.reelwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PresetRoundTripTest {
    @Example
    void B9_everyReadyPresetThatCanRunReadsAsItWasWritten() {
        List<ExportPreset> ready = ExportPreset.table().stream()
                .filter(p -> p.obstacle().isEmpty())
                .toList();

        assertThat(ready).contains(ExportPreset.PASSTHROUGH, ExportPreset.PRORES_4444, ExportPreset.M4V_IPOD);
        assertThat(ready).allSatisfy(p -> assertThat(PresetDocument.read(PresetDocument.write(p)))
                .isEqualTo(p));
    }

    @Example
    void B9_readyPresetsAreOwnOnesUnderAnotherName() {
        for (ExportPreset p : ExportPreset.table()) {
            if (p.obstacle().isEmpty()) {
                String document =
                        PresetDocument.write(p).replace("\"name\": \"" + p.name(), "\"name\": \"my-" + p.name());

                ExportPreset own = PresetDocument.read(document);

                assertThat(own.name()).isEqualTo("my-" + p.name());
                assertThat(own.video()).isEqualTo(p.video());
                assertThat(own.audioRules()).isEqualTo(p.audioRules());
                assertThat(own.copies()).isEqualTo(p.copies());
                assertThat(own.fileTypes()).isEqualTo(p.fileTypes());
                assertThat(PresetDocument.read(PresetDocument.write(own))).isEqualTo(own);
            }
        }
    }

    @Example
    void B9_whatADocumentCannotSayIsNotWritten() {
        ExportPreset blocked = ExportPreset.HEVC_HIGHEST_QUALITY_WITH_ALPHA;
        ExportPreset renamed = new ExportPreset(
                "x", "Original", null, List.of(AudioRule.of("mp3")), Copies.NOTHING, List.of(FileType.MP3), "");
        ExportPreset beyond = ExportPreset.builder("x")
                .video(VideoRule.of("h264").withMaxFrameRate(1001))
                .build();
        ExportPreset longName =
                ExportPreset.builder("x".repeat(101)).audio(AudioRule.of("mp3")).build();

        for (ExportPreset preset : List.of(blocked, renamed, beyond, longName)) {
            assertThatThrownBy(() -> PresetDocument.write(preset))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be written as a document");
        }
    }

    @Property(tries = 300)
    void B9_generatedPresetsReadAsTheyWereWritten(@ForAll("presets") ExportPreset preset) {
        assertThat(PresetDocument.read(PresetDocument.write(preset))).isEqualTo(preset);
    }

    /** A document with a piece torn out or put in is read or refused, and nothing else happens. */
    @Property(tries = 300)
    void B9_damagedDocumentsAreReadOrRefused(
            @ForAll("presets") ExportPreset preset, @ForAll("damages") Tuple.Tuple3<Integer, Integer, String> damage) {
        String document = PresetDocument.write(preset);
        int from = damage.get1() % document.length();
        int to = Math.min(document.length(), from + damage.get2());
        String damaged = document.substring(0, from) + damage.get3() + document.substring(to);

        try {
            assertThat(PresetDocument.read(damaged).fileTypes()).isNotEmpty();
        } catch (MediaException e) {
            assertThat(e.getMessage()).startsWith("$").contains("(line ").doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple3<Integer, Integer, String>> damages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2000),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(
                                "",
                                "{",
                                "}",
                                "[",
                                "]",
                                ",",
                                ":",
                                "\"",
                                "null",
                                "1e9",
                                "-",
                                "\\",
                                "\u0000",
                                "\ud800",
                                "{\"codec\":\"aac\"}"))
                .as(Tuple::of);
    }

    @Provide
    Arbitrary<ExportPreset> presets() {
        Arbitrary<Copies> copies = Arbitraries.of(Copies.NOTHING, Copies.WHAT_FITS);
        Arbitrary<ExportPreset> movies = Combinators.combine(
                        names(), videos(), audios().list().ofMaxSize(3), copies)
                .as((name, video, audio, when) -> ExportPreset.builder(name)
                        .video(video)
                        .audio(audio.toArray(AudioRule[]::new))
                        .copies(when)
                        .build());
        Arbitrary<ExportPreset> sounds = Combinators.combine(names(), audios(), copies)
                .as((name, audio, when) ->
                        ExportPreset.builder(name).audio(audio).copies(when).build());
        Arbitrary<ExportPreset> copiers = names().map(name ->
                ExportPreset.builder(name).copies(Copies.EVERYTHING).build());
        return Arbitraries.frequencyOf(Tuple.of(6, movies), Tuple.of(3, sounds), Tuple.of(1, copiers))
                .flatMap(PresetRoundTripTest::inSomeOfItsTypes);
    }

    private static Arbitrary<ExportPreset> inSomeOfItsTypes(ExportPreset p) {
        return Arbitraries.shuffle(p.fileTypes()).flatMap(types -> Arbitraries.integers()
                .between(1, types.size())
                .map(count -> new ExportPreset(
                        p.name(), "", p.video(), p.audioRules(), p.copies(), types.subList(0, count), "")));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .ofMaxLength(98)
                .map(tail -> "x." + tail);
    }

    private static Arbitrary<VideoRule> videos() {
        Arbitrary<VideoRule> shapes = Combinators.combine(
                        Arbitraries.of("h264", "hevc", "av1", "vp9", "prores"),
                        Arbitraries.integers().between(0, 65_536),
                        Arbitraries.integers().between(0, 65_536),
                        Arbitraries.longs().between(0, 1_000_000_000_000L),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(1, 60).map(i -> (double) i),
                                Arbitraries.doubles()
                                        .between(0, false, 60, true)
                                        .ofScale(9)))
                .as((codec, width, height, most, frames, keys) -> VideoRule.of(codec)
                        .withBox(width, height)
                        .withMaxBitRate(most)
                        .withMaxFrameRate(frames)
                        .withKeySeconds(keys));
        return Combinators.combine(
                        shapes,
                        Arbitraries.of(QualityTier.class),
                        Arbitraries.integers().between(0, 51),
                        Arbitraries.longs().between(1000, 1_000_000_000_000L),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of("", "baseline", "main", "high"),
                        Arbitraries.of(DynamicRange.class),
                        Arbitraries.of(Transparency.class))
                .as(PresetRoundTripTest::chosen);
    }

    /** The rule with those of the choices that its coding has. */
    private static VideoRule chosen(
            VideoRule rule,
            QualityTier tier,
            int factor,
            long bitRate,
            int kind,
            String profile,
            DynamicRange range,
            Transparency transparency) {
        boolean prores = rule.codec().equals("prores");
        List<VideoRate> rates =
                List.of(VideoRate.quality(tier), VideoRate.constantQuality(factor), VideoRate.bitRate(bitRate));
        VideoRule made = rule.withRate(rates.get(prores ? 0 : kind));
        if (rule.codec().equals("h264")) {
            made = made.withProfile(profile);
        } else if (!rule.codec().equals("vp9")) {
            made = made.withDynamicRange(range);
        }
        return prores && tier == QualityTier.HIGHEST ? made.withTransparency(transparency) : made;
    }

    private static Arbitrary<AudioRule> audios() {
        Arbitrary<AudioRule> lossy = Combinators.combine(
                        Arbitraries.of("aac", "opus", "mp3"),
                        Arbitraries.integers().between(8000, 10_000_000),
                        Arbitraries.of(0, 48_000),
                        Arbitraries.integers().between(0, 2))
                .as(AudioRule::new);
        Arbitrary<AudioRule> lossless = Combinators.combine(
                        Arbitraries.of("flac", "alac", "pcm"),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.integers().between(0, 6))
                .as((codec, samples, channels) -> new AudioRule(codec, 0, samples, channels));
        return Arbitraries.oneOf(lossy, lossless);
    }
}
