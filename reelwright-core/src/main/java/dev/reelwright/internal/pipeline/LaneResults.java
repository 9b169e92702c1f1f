package dev.reelwright.internal.pipeline;

import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.index.GaplessInfo;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tracks of an export have become: for the file's index, which is completed by it, and for the result. */
final class LaneResults {
    private final ExportPlan plan;
    private final List<Lane> lanes;

    LaneResults(ExportPlan plan, List<Lane> lanes) {
        this.plan = plan;
        this.lanes = lanes;
    }

    /** The plans of all tracks, with what the encoders say in place of what was planned. */
    List<TrackPlan> carriedOut(List<TrackPlan> planned) {
        Map<Integer, TrackPlan> opened = new HashMap<>();
        lanes.forEach(lane -> opened.put(lane.plan().sourceTrack(), lane.opened()));
        return planned.stream()
                .map(t -> opened.getOrDefault(t.sourceTrack(), t))
                .toList();
    }

    /** The plans of the tracks that the file has: those with samples, covers aside, in their order there. */
    List<TrackPlan> inFile() {
        return lanes.stream()
                .filter(lane -> lane.output().samples() > 0 && !lane.source().coverArt())
                .map(Lane::plan)
                .toList();
    }

    /** What tells players without edit lists which samples of the only sound are meant to be heard. */
    Optional<MetadataItem> gaplessInfo() {
        List<Lane> sounds =
                lanes.stream().filter(lane -> lane.source().isAudio()).toList();
        OutputTrack output = sounds.size() == 1 ? sounds.get(0).output() : null;
        OutputTrack.Framing frames = output == null ? null : output.framing();
        if (output == null || frames == null || frames.priming() == 0) {
            return Optional.empty();
        }
        long samples = output.timeBase().ticks(output.end());
        long padding = output.samples() * frames.samples() - frames.priming() - samples;
        return padding < 0 ? Optional.empty() : Optional.of(GaplessInfo.item(frames.priming(), samples, padding));
    }

    /** What is presented of the tracks that hold more than the range, by the source's track. */
    Map<Integer, List<Edit>> edits() {
        Map<Integer, List<Edit>> edits = new HashMap<>();
        for (Lane lane : lanes) {
            boolean hides = lane.plan() instanceof TrackPlan.EditList
                    || lane.plan() instanceof TrackPlan.SmartCut
                    || (lane.plan() instanceof TrackPlan.Preserve && !plan.wholeAsset());
            if (hides && lane.output().samples() > 0) {
                edits.put(lane.plan().sourceTrack(), edits(lane));
            }
        }
        return edits;
    }

    private List<Edit> edits(Lane lane) {
        TimeRange range = lane.source().timeRange().intersection(plan.timeRange());
        MediaTime wait = range.start().minus(plan.timeRange().start());
        MediaTime presented =
                MediaTime.min(range.duration(), lane.output().end().minus(wait));
        Edit media = new Edit(presented, wait.minus(lane.output().firstDecodeTime()));
        return wait.isAfter(MediaTime.ZERO) ? List.of(Edit.empty(wait), media) : List.of(media);
    }

    /** How long a track is presented: no longer than the range, whatever it holds beyond. */
    private MediaTime presented(Lane lane) {
        MediaTime end = lane.output().end();
        boolean cut = lane.plan() instanceof TrackPlan.EditList || lane.plan() instanceof TrackPlan.SmartCut;
        return cut ? MediaTime.min(end, plan.duration()) : end;
    }

    /** What was written of each track. */
    List<WrittenTrack> written() {
        List<WrittenTrack> written = new ArrayList<>();
        for (Lane lane : lanes) {
            OutputTrack output = lane.output();
            written.add(new WrittenTrack(
                    lane.plan(), output.stream() + 1, output.samples(), output.bytes(), presented(lane)));
        }
        return written;
    }

    /** Looks whether the finished file has the smart cuts that were planned, and tells what they saved. */
    List<Optimization> verify(Path file) {
        List<Optimization> done = new ArrayList<>();
        for (Lane lane : lanes) {
            if (lane.ownReader() instanceof CutVideo cut) {
                cut.verify(file);
                done.add(Outcome.applied("smart-cut", cut.account()));
            }
        }
        return done;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Lane lane : lanes) {
            List<String> own = lane.worker() != null
                    ? lane.worker().warnings()
                    : lane.ownReader() != null ? lane.ownReader().warnings() : List.of();
            own.forEach(w -> warnings.add("track " + lane.source().id() + ": " + w));
        }
        return warnings;
    }
}
