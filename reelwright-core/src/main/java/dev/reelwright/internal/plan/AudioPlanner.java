package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AlternateTracks;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.time.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plans the audio tracks of an asset, which are chosen among each other and mixed with each other. */
final class AudioPlanner {
    private final ExportSession session;
    private final ExportPreset preset;
    private final FileType fileType;
    private final Function<Track, Optional<String>> whyEncode;
    private final Function<Track, TrackPlan> copied;
    private final Machine machine;
    private final AudioSelection selection;
    /** The chosen ones that have something to be heard. */
    private final List<Track> heard;

    /**
     * @param whyEncode why a track by itself must be encoded; empty when it may be carried over as it is
     * @param copied how a track is carried over
     */
    AudioPlanner(
            ExportSession session,
            FileType fileType,
            TimeRange range,
            Function<Track, Optional<String>> whyEncode,
            Function<Track, TrackPlan> copied,
            Machine machine) {
        this.session = session;
        this.preset = session.preset();
        this.fileType = fileType;
        this.whyEncode = whyEncode;
        this.copied = copied;
        this.machine = machine;
        this.selection = AudioSelection.of(session);
        this.heard = selection.chosen().stream()
                .filter(track -> !track.timeRange().intersection(range).isEmpty())
                .toList();
    }

    /** Plans a track that has media in the range. */
    TrackPlan plan(Track track) {
        if (preset.copies() == Copies.EVERYTHING) {
            return planCopy(track);
        }
        Optional<AudioRule> rule = PresetRules.audio(preset, fileType);
        if (rule.isEmpty()) {
            return drop(track, "the preset writes no audio");
        }
        if (!heard.contains(track)) {
            return isBesideExported(track) ? planPreserved(track) : drop(track, selection.reason(track));
        }
        requireDecoderUnlessCopied(track);
        Track lead = heard.get(0);
        if (!track.equals(lead)) {
            return new TrackPlan.Mix(
                    track.id(), lead.id(), "mixed into track " + lead.id() + ": " + selection.reason(track));
        }
        return heard.size() == 1 ? planOne(track, rule.get()) : planMixed(rule.get());
    }

    private TrackPlan planCopy(Track track) {
        boolean asked = !session.audioTracks().isEmpty();
        if (asked && !selection.isChosen(track)) {
            return drop(track, selection.reason(track));
        }
        boolean oneOfMany = ContainerRules.holdsOneTrack(fileType) && !heard.isEmpty() && !track.equals(heard.get(0));
        return oneOfMany
                ? drop(
                        track,
                        fileType.commandName() + " holds one track: track "
                                + heard.get(0).id())
                : copied.apply(track);
    }

    private TrackPlan planOne(Track track, AudioRule rule) {
        Optional<String> needed = whyEncode.apply(track);
        if (needed.isEmpty()) {
            return CopyRules.planCopy(track, fileType, true);
        }
        return new TrackPlan.EncodeAudio(
                track.id(),
                AudioRules.settings(heard, rule, fileType, machine.canEncode()),
                because(track, needed.get()));
    }

    private TrackPlan planMixed(AudioRule rule) {
        List<Integer> ids = heard.stream().map(Track::id).toList();
        String names = heard.stream().map(t -> Integer.toString(t.id())).collect(Collectors.joining(", "));
        return new TrackPlan.EncodeAudio(
                ids.get(0),
                ids,
                AudioRules.settings(heard, rule, fileType, machine.canEncode()),
                because(heard.get(0), "tracks " + names + " are presented together and mixed to one"));
    }

    private String because(Track track, String reason) {
        String choice = selection.reason(track);
        return choice.isEmpty() ? reason : reason + "; " + choice;
    }

    /** Whether the track is another choice beside one that is heard in the output. */
    private boolean isBesideExported(Track track) {
        if (session.alternateTracks() != AlternateTracks.PRESERVE || selection.isChosen(track)) {
            return false;
        }
        boolean grouped = session.asset().formatName().equals("mov");
        return heard.stream()
                .anyMatch(t -> !grouped || (t.alternateGroup() != 0 && t.alternateGroup() == track.alternateGroup()));
    }

    private TrackPlan planPreserved(Track track) {
        String codec = track.format().codec();
        if (ContainerRules.holdsOneTrack(fileType)) {
            return drop(track, "it cannot be preserved: " + fileType.commandName() + " holds one track");
        }
        if (!ContainerRules.holds(fileType, codec)) {
            return drop(track, "it cannot be preserved: " + fileType.commandName() + " cannot hold " + codec);
        }
        if (!session.speed().equals(Ratio.ONE)) {
            return drop(track, "it cannot be preserved: the speed is changed");
        }
        String exported = heard.stream().map(t -> Integer.toString(t.id())).collect(Collectors.joining(", "));
        return new TrackPlan.Preserve(
                track.id(), MediaType.AUDIO, codec, "another choice beside track " + exported + ", kept as it is");
    }

    private void requireDecoderUnlessCopied(Track track) {
        if (heard.size() > 1 || whyEncode.apply(track).isPresent()) {
            machine.requireDecoder(track);
        }
    }

    private static TrackPlan drop(Track track, String reason) {
        return new TrackPlan.Drop(track.id(), track.mediaType(), reason);
    }
}
