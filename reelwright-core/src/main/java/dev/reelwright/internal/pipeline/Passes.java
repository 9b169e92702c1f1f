package dev.reelwright.internal.pipeline;

import static dev.reelwright.internal.pipeline.Outcome.applied;
import static dev.reelwright.internal.pipeline.Outcome.notApplied;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.Execution;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.EncoderSettings.Pass;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.isobmff.MovieFinisher;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.FileLength;
import dev.reelwright.internal.plan.FitRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs over the source as often as a plan needs: once, twice to learn first, or until the file fits. */
final class Passes {
    private static final double FIRST_PASS_SHARE = 0.35;
    private static final double FIRST_TRY_SHARE = 0.85;
    private static final int MOST_TRIES = 6;
    private static final double MOST_CORRECTION = 4;

    private final Asset asset;
    private final Delivery delivery;
    private final ScratchFolder scratch;
    private final RunControl control;
    private final ProgressMeter meter;
    private final boolean mayLearn;

    /** @param mayLearn whether several passes were allowed */
    Passes(
            Asset asset,
            Delivery delivery,
            ScratchFolder scratch,
            RunControl control,
            ProgressMeter meter,
            boolean mayLearn) {
        this.asset = asset;
        this.mayLearn = mayLearn;
        this.delivery = delivery;
        this.scratch = scratch;
        this.control = control;
        this.meter = meter;
    }

    Outcome run(ExportPlan plan) {
        Outcome outcome = plan.fitLength() > 0 ? fit(plan) : plan.execution().passes() > 1 ? twice(plan) : once(plan);
        return outcome;
    }

    private Outcome once(ExportPlan plan) {
        Outcome outcome = write(plan, Pass.SINGLE, ProgressMeter.MEDIA_SHARE);
        return outcome.with(notApplied(
                "multi-pass", mayLearn ? "no encoder of this plan learns from a first pass" : "not asked for"));
    }

    /** A first pass at the preset's quality tells the rate that this material needs; the second one spreads it better. */
    private Outcome twice(ExportPlan plan) {
        Path statistics = scratch.file("statistics");
        WrittenTrack learned = learn(plan, statistics);
        long rate = Math.max(1000, learned.bitRate());
        ExportPlan second = FitRules.withVideoRate(plan, rate);
        Pass pass = new Pass(Pass.Turn.SECOND, statistics);
        Outcome outcome = write(second, pass, ProgressMeter.MEDIA_SHARE);
        return outcome.changed(outcome.carriedOut())
                .with(applied("multi-pass", "the second pass spreads the rate that the first one found"));
    }

    private WrittenTrack learn(ExportPlan plan, Path statistics) {
        Pass pass = new Pass(Pass.Turn.FIRST, statistics);
        control.ending().begin();
        RunContext context = context(plan, pass, OutputTrack.CLOSED, 1);
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), control.stop());
                Muxer muxer = Muxer.none();
                TrackSet tracks = TrackSet.open(context, demuxer, muxer)) {
            meter.enter(Phase.FIRST_PASS, FIRST_PASS_SHARE);
            tracks.run(meter);
            return tracks.results().written().get(0);
        }
    }

    /** Writes with the rates that should fit, and again with better ones where they do not. */
    private Outcome fit(ExportPlan plan) {
        boolean learns = plan.execution().passes() > 1;
        Path statistics = learns ? scratch.file("statistics") : null;
        if (statistics != null) {
            learn(plan, statistics);
        }
        Pass pass = statistics == null ? Pass.SINGLE : new Pass(Pass.Turn.SECOND, statistics);
        ExportPlan trial = plan;
        double share = FIRST_TRY_SHARE;
        ExportPlan best = null;
        long bestBytes = 0;
        for (int tries = 1; ; tries++) {
            Outcome outcome = write(trial, pass, share);
            share += (ProgressMeter.MEDIA_SHARE - share) / 2;
            boolean fits = outcome.bytes() <= plan.fitLength();
            boolean isFull = outcome.bytes() >= plan.fitLength() * FitRules.FULL_ENOUGH;
            boolean grows = outcome.bytes() > bestBytes * 1.01;
            boolean ended = outcome.ending() != ExportResult.Ending.COMPLETE;
            if (fits && (isFull || ended || tries >= MOST_TRIES || !grows)) {
                return outcome.changed(outcome.carriedOut()).with(applied("fit", fitted(outcome, plan, tries)));
            }
            if (fits) {
                best = trial;
                bestBytes = outcome.bytes();
            }
            if (!fits && best != null && (tries >= MOST_TRIES - 1 || ended)) {
                // what has fitted before fits again
                trial = best;
            } else if (!fits && tries >= MOST_TRIES) {
                throw new MediaException(
                        ErrorCode.CANNOT_FIT,
                        "the whole of it cannot be made to fit into " + plan.fitLength() + " bytes: the smallest that "
                                + plan.preset() + " makes of it is about " + outcome.bytes()
                                + "; allow that much, choose a smaller preset or a shorter range");
            } else {
                trial = corrected(trial, outcome, plan.fitLength(), tries);
            }
        }
    }

    private static String fitted(Outcome outcome, ExportPlan plan, int tries) {
        return String.format(
                java.util.Locale.ROOT,
                "%d of %d bytes, %.1f %%, in %d %s",
                outcome.bytes(),
                plan.fitLength(),
                100.0 * outcome.bytes() / plan.fitLength(),
                tries,
                tries == 1 ? "try" : "tries");
    }

    /** By how much the last try missed, the next one is corrected. */
    private static ExportPlan corrected(ExportPlan trial, Outcome outcome, long wanted, int tries) {
        // each try aims a little lower, for what misses by chance
        double aim = wanted * (FitRules.AIM - 0.002 * (tries - 1));
        long video = outcome.videoBytes();
        if (video == 0) {
            return FitRules.withAudioRateTimes(trial, Math.min(MOST_CORRECTION, aim / outcome.bytes()));
        }
        double others = outcome.bytes() - video;
        double wantedVideo = Math.max(video * 0.1, aim - others);
        double correction = Math.min(MOST_CORRECTION, wantedVideo / video);
        long rate = trial.tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .mapToLong(t -> Long.parseLong(
                        ((TrackPlan.EncodeVideo) t).settings().options().getOrDefault("b", "0")))
                .findFirst()
                .orElse(0);
        return FitRules.withVideoRate(trial, Math.max(1000, Math.round(rate * correction)));
    }

    /** Writes the file once, with parts of the video side by side where the plan says so and the source allows. */
    private Outcome write(ExportPlan plan, Pass pass, double upTo) {
        Execution planned = plan.execution();
        int lanes =
                Math.max(1, planned.lanes() / Math.max(1, ExportQueue.shared().running()));
        if (lanes == 1) {
            boolean busy = planned.lanes() > 1;
            String why = busy ? "other exports are running" : planned.reason();
            Outcome outcome = write(plan, pass, upTo, 1).with(notApplied("parallel", why));
            return busy ? outcome.changed(laidOut(outcome, 1, why)) : outcome;
        }
        try {
            Outcome outcome = write(plan, pass, upTo, lanes).with(applied("parallel", planned.reason()));
            return lanes == planned.lanes()
                    ? outcome
                    : outcome.changed(laidOut(outcome, lanes, "other exports are running"));
        } catch (SeamException e) {
            return serially(plan, pass, upTo, String.valueOf(e.getMessage()));
        } catch (MediaException e) {
            // damage at the seams looks worse than it is: one after the other tells what is really wrong
            if (e.code() != ErrorCode.DECODE_FAILED || control.cancellation().isRequested()) {
                throw e;
            }
            return serially(plan, pass, upTo, String.valueOf(e.getMessage()));
        }
    }

    private Outcome serially(ExportPlan plan, Pass pass, double upTo, String why) {
        control.cancellation().check();
        Outcome outcome = write(plan, pass, upTo, 1);
        return outcome.changed(laidOut(outcome, 1, why)).with(notApplied("parallel", why));
    }

    private static ExportPlan laidOut(Outcome outcome, int lanes, String why) {
        ExportPlan plan = outcome.carriedOut();
        return plan.withExecution(new Execution(plan.execution().passes(), lanes, why));
    }

    private Outcome write(ExportPlan plan, Pass pass, double upTo, int lanes) {
        long limit = plan.fileLengthLimit();
        while (true) {
            Outcome outcome = writeOnce(plan, pass, upTo, lanes, limit);
            long over = outcome.bytes() - plan.fileLengthLimit();
            if (plan.fileLengthLimit() == 0 || over <= 0) {
                return outcome;
            }
            // the reckoning was too low: strictly never larger
            limit -= over + 512;
            if (limit <= 0) {
                throw new MediaException(
                        ErrorCode.CANNOT_FIT,
                        "no part of " + asset.name() + " fits into " + plan.fileLengthLimit() + " bytes");
            }
        }
    }

    private Outcome writeOnce(ExportPlan plan, Pass pass, double upTo, int lanes, long limit) {
        control.ending().begin();
        LengthGate gate = limit > 0 ? new LengthGate(limit, length(plan), this::moved) : null;
        RunContext context = context(plan, pass, gate == null ? OutputTrack.OPEN : gate, lanes);
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), control.stop());
                Muxer muxer = delivery.muxer(plan, control.stop());
                TrackSet tracks = TrackSet.open(context, demuxer, muxer)) {
            if (gate != null) {
                tracks.announceTo(gate);
            }
            TagWriting tags = TagWriting.of(plan, delivery.file().isPresent()).withCovers(tracks.coverTags());
            tags.prepare(muxer, ChapterWriter.id3(plan, tracks.lead()));
            if (delivery.file().isPresent() || !ContainerRules.isMovie(plan.fileType())) {
                // fragments have no place for the samples of a chapter track
                ChapterWriter.write(plan, tracks.lead(), muxer);
            }
            NetworkLayout layout = NetworkLayout.prepare(asset, plan, muxer, share(plan, limit));
            if (gate != null) {
                gate.reserve(layout.reserved());
            }
            muxer.start(tags.options(delivery.options(plan, tracks.movieTimescale())));
            meter.enter(tracks.encodesAny() ? Phase.ENCODE : Phase.COPY, upTo);
            tracks.run(meter);
            // a try that may not be the last one must not look like the end
            boolean last = upTo >= ProgressMeter.MEDIA_SHARE;
            if (last) {
                meter.finishing(0);
            }
            muxer.finish();
            delivery.file().ifPresent(file -> {
                tags.complete(file);
                finishMovie(file, plan, tracks, layout.reserved());
            });
            Optimization placed = delivery.file()
                    .map(file -> layout.place(file, share -> finishing(share, last)))
                    .orElseGet(NetworkLayout::ofStream);
            List<Optimization> all = new ArrayList<>();
            delivery.file().ifPresent(file -> all.addAll(tracks.results().verify(file)));
            all.add(placed);
            return outcome(plan, tracks, gate, all);
        } finally {
            if (gate != null) {
                gate.close();
            }
        }
    }

    private void finishMovie(Path file, ExportPlan plan, TrackSet tracks, long reserved) {
        if (!ContainerRules.isMovie(plan.fileType())) {
            return;
        }
        try {
            MovieFinisher.apply(
                    file,
                    reserved,
                    MovieChangesOf.plan(
                            asset,
                            plan,
                            tracks.results().inFile(),
                            tracks.results().gaplessInfo(),
                            tracks.results().edits()));
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the file's index cannot be completed: " + e.getMessage(), e);
        }
    }

    private Outcome outcome(
            ExportPlan plan,
            TrackSet tracks,
            @org.jspecify.annotations.Nullable LengthGate gate,
            List<Optimization> done) {
        ExportResult.Ending ending = gate != null && gate.isCut()
                ? ExportResult.Ending.LENGTH_LIMIT
                : control.ending().isRequested() ? ExportResult.Ending.FINISHED_EARLY : ExportResult.Ending.COMPLETE;
        return new Outcome(
                plan.withTracks(tracks.results().carriedOut(plan.tracks())),
                true,
                ending,
                delivery.length(),
                tracks.results().written(),
                done,
                tracks.results().warnings());
    }

    /** Tells how far the first half of finishing is, unless the work is to end. */
    private void finishing(double share, boolean last) {
        moved();
        if (last) {
            meter.finishing(share / 2);
        }
    }

    private void moved() {
        control.heartbeat().beat();
        control.cancellation().check();
    }

    /** How much of the whole output fits, about, for what is reserved by the plan of all of it. */
    private static double share(ExportPlan plan, long limit) {
        return limit <= 0
                ? 1
                : Math.min(1, 1.1 * limit / Math.max(1, plan.estimatedSize().low()));
    }

    private FileLength length(ExportPlan plan) {
        int tracks = (int) plan.tracks().stream().filter(TrackPlan::isWritten).count();
        return new FileLength(plan.fileType(), tracks, 600 + metadata(plan));
    }

    /** What metadata takes, rather too much than too little. */
    private long metadata(ExportPlan plan) {
        return ContainerRules.isMovie(plan.fileType())
                ? MovieFinisher.mostAdded(MovieChangesOf.all(asset, plan))
                : TagWriting.of(plan, true).length();
    }

    private RunContext context(ExportPlan plan, Pass pass, OutputTrack.Gate gate, int lanes) {
        return new RunContext(
                asset, plan, control.cancellation(), control.ending(), control.heartbeat(), pass, gate, lanes);
    }
}
