package dev.reelwright.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.plan.Guess;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples against the whole, with no time for more than the fewest. */
class EncodeSamplerTest {
    private static final EncodeSampler.Budget NOTHING = new EncodeSampler.Budget(0, 0, 0);

    private static Path clip() {
        return Fixtures.clip(
                "samples.mp4",
                b -> b.size(new Size(320, 180)).duration(MediaTime.seconds(24)).gop(100));
    }

    private static List<TrackPlan> encodes(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(t -> !(t instanceof TrackPlan.Drop))
                .toList();
    }

    @ParameterizedTest(name = "E23 {0}")
    @CsvSource({"low, MP4, 0.10", "prores-422, MOV, 0.03", "m4a, M4A, 0.10"})
    void E23_theFewestSamplesComeCloseToTheWhole(String preset, FileType type, double tolerance) {
        Asset asset = Asset.open(clip());
        ExportPlan plan = ExportSession.builder(
                        asset, ExportPreset.named(preset).orElseThrow())
                .build()
                .plan(type);
        TrialRun.Outcome whole = TrialRun.run(asset, plan, new Cancellation());

        Guess guess = new EncodeSampler(asset, plan, encodes(plan), NOTHING, new Cancellation()).sample();

        assertThat(guess.bytes() / whole.bytes()).isBetween(1 - tolerance, 1 + tolerance);
        assertThat((double) whole.bytes()).isBetween(guess.bytes() - guess.error(), guess.bytes() + guess.error());
        assertThat(guess.relativeError()).isBetween(0.011, 0.4);
    }
}
