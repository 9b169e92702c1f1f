package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.MetadataPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Turns an export's intent and the facts of the asset into a plan. Reads nothing and runs nothing. */
public final class ExportPlanner {
    private static final String TIMECODE = "tmcd";

    private final Machine machine;
    private final Predicate<String> canEncode;

    /** @param machine what will run the plan */
    public ExportPlanner(Machine machine) {
        this.machine = machine;
        this.canEncode = machine.canEncode();
    }

    public ExportPlan plan(ExportSession session, FileType fileType) {
        Asset asset = session.asset();
        ExportPreset preset = session.preset();
        requireUsable(preset, asset, fileType);
        TimeRange whole = asset.timeRange();
        TimeRange range = range(session, whole);
        boolean isWhole = range.equals(whole);

        requireRates(session);
        Optional<TrimRules> trim = TrimRules.apply(session, isWhole)
                ? Optional.of(TrimRules.of(session, fileType, canEncode))
                : Optional.empty();
        Choice choice = new Choice(
                asset,
                preset,
                fileType,
                isWhole,
                whyAll(session),
                session.speed(),
                MetadataPlanner.isForSharing(session.metadataFilter()),
                session.deinterlace(),
                session.metadata().isPresent(),
                trim);
        AudioPlanner audio =
                new AudioPlanner(session, fileType, range, choice::whyEncode, track -> copied(choice, track), machine);
        List<TrackPlan> tracks = new ArrayList<>();
        for (Track track : asset.tracks()) {
            boolean media = presents(track, range) || track.coverArt();
            tracks.add(
                    media || (!track.isAudio() && !track.isVideo())
                            ? planTrack(choice, audio, track)
                            : new TrackPlan.Drop(track.id(), track.mediaType(), "it has no media in the time range"));
        }
        requireOutput(asset, preset, fileType, tracks);
        MediaTime duration = range.duration()
                .timesRatio(session.speed().denominator(), session.speed().numerator());
        if (session.fitLength() > 0) {
            tracks = FitRules.fit(session.fitLength(), duration.toSeconds(), asset, tracks);
        }
        MetadataPlan metadata = MetadataPlanner.plan(session, fileType, tracks);
        List<String> warnings = warnings(choice, tracks);
        if (session.metadata().isPresent()) {
            metadata.leftOut().forEach(reason -> warnings.add("not written: " + reason));
        }
        return new ExportPlan(
                preset.name(),
                fileType,
                range,
                isWhole,
                session.speed(),
                session.optimizesForNetworkUse(),
                session.fileLengthLimit(),
                session.fitLength(),
                ExecutionRules.choose(session, duration, tracks, machine),
                SizeRules.expect(asset, range, session.speed(), tracks),
                tracks,
                metadata,
                ChapterRules.plan(asset.chapters(), range, session.speed(), fileType),
                warnings);
    }

    private static boolean presents(Track track, TimeRange range) {
        TimeRange shared = track.timeRange().intersection(range);
        return !shared.isEmpty()
                && track.gaps().stream()
                        .noneMatch(gap -> gap.intersection(shared).equals(shared));
    }

    /** What every track's decision looks at. */
    private record Choice(
            Asset asset,
            ExportPreset preset,
            FileType fileType,
            boolean wholeAsset,
            Optional<String> whyAll,
            Ratio speed,
            boolean forSharing,
            Deinterlace deinterlace,
            boolean ownMetadata,
            Optional<TrimRules> trim) {
        /** Why the track must be encoded; empty when it may be carried over as it is. */
        Optional<String> whyEncode(Track track) {
            return whyAll.or(() -> CopyRules.whyEncode(preset, fileType, track, wholeAsset));
        }

        boolean isChosen(Track track) {
            return asset.videoTrack().filter(track::equals).isPresent();
        }
    }

    private void requireUsable(ExportPreset preset, Asset asset, FileType fileType) {
        Optional<String> obstacle = PresetRules.unavailability(preset, canEncode);
        if (obstacle.isPresent()) {
            ErrorCode code = preset.obstacle().isEmpty()
                    ? ErrorCode.ENCODER_NOT_FOUND
                    : ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET;
            throw new MediaException(code, "preset " + preset.name() + " is not available: " + obstacle.get());
        }
        asset.tracks().forEach(asset::requireUnprotected);
        if (fileType.isAudioOnly() && asset.audioTrack().isEmpty()) {
            throw new MediaException(
                    ErrorCode.NO_SOURCE_TRACK,
                    fileType.commandName() + " holds audio alone, and " + asset.name() + " has no audio");
        }
        if (fileType == FileType.M4V
                && preset.fileTypes().contains(FileType.M4A)
                && preset.copies() != Copies.EVERYTHING
                && asset.videoTrack().isEmpty()) {
            throw new MediaException(
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    "preset " + preset.name() + " writes m4a where there is sound alone, as in " + asset.name());
        }
        if (fileType.isAudioOnly()
                && preset.video() != null
                && asset.videoTrack().isPresent()) {
            throw new MediaException(
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    "preset " + preset.name() + " writes " + fileType.commandName()
                            + " for assets without video only; choose another file type, or the preset m4a to keep the audio"
                            + " alone");
        }
    }

    /** What makes every track be encoded, whatever the preset could carry over. */
    private static Optional<String> whyAll(ExportSession session) {
        if (!session.speed().equals(Ratio.ONE)) {
            return Optional.of("the speed is changed");
        }
        return session.fitLength() > 0 ? Optional.of("the rate is chosen to fit a size") : Optional.empty();
    }

    private static void requireRates(ExportSession session) {
        if (session.preset().copies() != Copies.EVERYTHING) {
            return;
        }
        if (!session.speed().equals(Ratio.ONE)) {
            throw new MediaException(
                    ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                    "preset " + session.preset().name() + " carries tracks over as they are and cannot change their "
                            + "speed; choose a preset that encodes");
        }
        if (session.fitLength() > 0) {
            throw new MediaException(
                    ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                    "preset " + session.preset().name() + " carries tracks over as they are and cannot choose their "
                            + "rate; choose a preset that encodes, or a limit that ends the output early");
        }
    }

    /** The track as it plays at this speed. */
    private static Track sped(Track t, Ratio speed) {
        if (speed.equals(Ratio.ONE) || !t.nominalFrameRate().isKnown()) {
            return t;
        }
        long numerator = (long) t.nominalFrameRate().numerator() * speed.numerator();
        long denominator = (long) t.nominalFrameRate().denominator() * speed.denominator();
        // average rates come with terms of any size; a hint need not be exact
        while (numerator > Integer.MAX_VALUE || denominator > Integer.MAX_VALUE) {
            numerator /= 2;
            denominator = Math.max(1, denominator / 2);
        }
        return t.withNominalFrameRate(new Ratio((int) Math.max(1, numerator), (int) denominator));
    }

    private static TimeRange range(ExportSession session, TimeRange whole) {
        TimeRange range = session.timeRange().intersection(whole);
        if (!range.isValid() || range.isEmpty()) {
            throw new MediaException(
                    ErrorCode.INVALID_TIME_RANGE,
                    "the time range " + session.timeRange() + " does not meet the asset, which lasts from 0 to "
                            + whole.end().inSeconds());
        }
        return range;
    }

    private TrackPlan planTrack(Choice choice, AudioPlanner audio, Track track) {
        Optional<String> unshared = choice.forSharing() ? SharingRules.whyLeftOut(track) : Optional.empty();
        if (unshared.isPresent()) {
            return new TrackPlan.Drop(track.id(), track.mediaType(), unshared.get());
        }
        if (track.format().codec().equals(Track.CHAPTERS)) {
            return new TrackPlan.Drop(
                    track.id(), track.mediaType(), "its samples are chapters, which are written as chapters");
        }
        if (track.coverArt()) {
            return choice.ownMetadata()
                    ? new TrackPlan.Drop(
                            track.id(),
                            track.mediaType(),
                            "the metadata that was set replaces the source's cover; a picture among it becomes the cover")
                    : planCover(choice, track);
        }
        boolean carriesAll = choice.preset().copies() == Copies.EVERYTHING;
        if (carriesAll && !track.isAudio() && track.mediaType() != MediaType.TEXT) {
            return copied(choice, track);
        }
        return switch (track.mediaType()) {
            case VIDEO -> planVideo(choice, track);
            case AUDIO -> audio.plan(track);
            case TEXT -> planText(choice, track);
            case DATA -> planData(choice, track);
        };
    }

    private static TrackPlan planData(Choice choice, Track track) {
        if (choice.preset().video() == null) {
            return new TrackPlan.Drop(track.id(), MediaType.DATA, "the preset writes audio alone");
        }
        if (track.format().codec().equals(TIMECODE) && !choice.speed().equals(Ratio.ONE)) {
            return new TrackPlan.Drop(
                    track.id(), MediaType.DATA, "time code counts frames of the source's speed; export at that speed");
        }
        return CopyRules.planCopy(track, choice.fileType(), choice.wholeAsset());
    }

    private static TrackPlan planText(Choice choice, Track track) {
        ExportPreset preset = choice.preset();
        return preset.video() == null && preset.copies() != Copies.EVERYTHING
                ? new TrackPlan.Drop(track.id(), MediaType.TEXT, "the preset writes audio alone")
                : CopyRules.planText(track, choice.fileType());
    }

    /** QuickTime files have no place for covers but among their metadata. */
    private static TrackPlan planCover(Choice choice, Track track) {
        TrackPlan plan = CopyRules.planCopy(track, choice.fileType(), true);
        boolean isItem = choice.asset().metadata().stream()
                .anyMatch(item -> item.value().type().isPicture());
        return plan instanceof TrackPlan.Drop && isItem && ContainerRules.isMovie(choice.fileType())
                ? new TrackPlan.Drop(track.id(), track.mediaType(), "it is written among the metadata, as artwork")
                : plan;
    }

    private static TrackPlan copied(Choice choice, Track track) {
        TrackPlan whole = CopyRules.planCopy(track, choice.fileType(), choice.wholeAsset());
        return choice.trim().map(rules -> rules.plan(track, whole)).orElse(whole);
    }

    private TrackPlan planVideo(Choice choice, Track track) {
        if (choice.preset().video() == null) {
            return new TrackPlan.Drop(track.id(), MediaType.VIDEO, "the preset writes audio alone");
        }
        if (!choice.isChosen(track)) {
            return new TrackPlan.Drop(
                    track.id(), MediaType.VIDEO, "one video track is exported: the first enabled one");
        }
        Optional<String> needed = choice.whyEncode(track);
        if (needed.isEmpty()) {
            return CopyRules.planCopy(track, choice.fileType(), true);
        }
        machine.requireDecoder(track);
        String reason = VideoRules.deinterlaces(track, choice.deinterlace())
                ? needed.get() + "; interlaced pictures are deinterlaced"
                : needed.get();
        return new TrackPlan.EncodeVideo(
                track.id(),
                VideoRules.settings(
                        sped(track, choice.speed()), choice.preset().video(), choice.deinterlace(), canEncode),
                reason);
    }

    private static void requireOutput(Asset asset, ExportPreset preset, FileType fileType, List<TrackPlan> tracks) {
        boolean anyMedia = tracks.stream()
                .filter(TrackPlan::isWritten)
                .map(t -> asset.track(t.sourceTrack()).orElseThrow())
                .anyMatch(t -> t.isVideo() || t.isAudio());
        if (anyMedia) {
            return;
        }
        String reasons = String.join(
                "; ", tracks.stream().map(TrackPlan::reason).distinct().toList());
        throw new MediaException(
                ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                "nothing of " + asset.name() + " can go into " + fileType.commandName() + " by preset " + preset.name()
                        + ": " + reasons);
    }

    private static List<String> warnings(Choice choice, List<TrackPlan> tracks) {
        List<String> warnings = new ArrayList<>();
        ChapterRules.warning(choice.asset().chapters(), choice.fileType()).ifPresent(warnings::add);
        choice.trim().flatMap(rules -> rules.warning(choice.wholeAsset())).ifPresent(warnings::add);
        for (TrackPlan track : tracks) {
            Track source = choice.asset().track(track.sourceTrack()).orElseThrow();
            warnings.addAll(LossRules.lost(source, track, choice.fileType()));
            if (track instanceof TrackPlan.EncodeVideo video) {
                VideoRules.warning(source).ifPresent(warnings::add);
                VideoRules.warning(source, video.settings()).ifPresent(warnings::add);
            }
        }
        return warnings;
    }
}
