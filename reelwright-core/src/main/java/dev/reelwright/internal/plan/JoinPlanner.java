package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.Clip;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.Join;
import dev.reelwright.export.JoinPlan;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.SizeRange;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is done with the clips of a join, each of them an export of its own, so that they go into one file. */
public final class JoinPlanner {
    /** What video is encoded as where that is what the first clip has. */
    private static final Set<String> ENCODED = Set.of("h264", "hevc", "av1", "vp9", "prores");

    private static final String UNMATCHED = "not all clips have such a track";

    private static final int SAMPLE_RATE = 48_000;
    private static final int STEREO = 2;

    private JoinPlanner() {}

    public static JoinPlan plan(Join join, FileType type) {
        List<String> differences = differences(join.clips());
        return plan(join, type, differences);
    }

    /** @param differences why all clips are encoded; empty to carry them over */
    public static JoinPlan plan(Join join, FileType type, List<String> differences) {
        List<ExportPlan> plans = new ArrayList<>();
        for (ExportSession session : sessions(join, type, differences)) {
            plans.add(session.plan(type));
        }
        List<ExportPlan> aligned = aligned(join.clips(), plans);
        return new JoinPlan(whole(aligned), aligned, differences);
    }

    /** The exports that make the clips. */
    public static List<ExportSession> sessions(Join join, FileType type, List<String> differences) {
        ExportPreset preset = differences.isEmpty() ? ExportPreset.PASSTHROUGH : encoding(join.clips(), type);
        List<ExportSession> sessions = new ArrayList<>();
        for (Clip clip : join.clips()) {
            sessions.add(ExportSession.builder(clip.asset(), preset)
                    .timeRange(clip.range())
                    .trimMode(join.trimMode())
                    .hiddenMedia(join.hiddenMedia())
                    .build());
        }
        return sessions;
    }

    /** Why the packets of the clips cannot be one track's, for people. */
    static List<String> differences(List<Clip> clips) {
        List<String> words = new ArrayList<>();
        for (int i = 1; i < clips.size(); i++) {
            for (MediaType type : List.of(MediaType.VIDEO, MediaType.AUDIO)) {
                List<Track> first = tracks(clips.get(0), type);
                List<Track> other = tracks(clips.get(i), type);
                for (int k = 0; k < Math.min(first.size(), other.size()); k++) {
                    compare(first.get(k), other.get(k), "clip " + (i + 1), words);
                }
            }
        }
        return words;
    }

    private static void compare(Track first, Track other, String who, List<String> words) {
        compare(words, who, "coding", first.format().codec(), other.format().codec());
        if (first.format() instanceof FormatDescription.Video a
                && other.format() instanceof FormatDescription.Video b) {
            compare(words, who, "picture size", a.codedSize(), b.codedSize());
            compare(words, who, "samples", a.pixelFormat(), b.pixelFormat());
            compare(words, who, "colours", a.color(), b.color());
            compare(words, who, "pixel aspect", a.pixelAspect(), b.pixelAspect());
            compare(words, who, "rotation", first.transform(), other.transform());
        }
        if (first.format() instanceof FormatDescription.Audio a
                && other.format() instanceof FormatDescription.Audio b) {
            compare(words, who, "sample rate", a.sampleRate(), b.sampleRate());
            compare(words, who, "channels", a.channelLayout(), b.channelLayout());
        }
    }

    private static void compare(List<String> words, String who, String what, Object first, Object other) {
        if (!Objects.equals(first, other)) {
            words.add(who + " differs in " + what + ": " + other + " in place of " + first);
        }
    }

    private static List<Track> tracks(Clip clip, MediaType type) {
        return clip.asset().tracks().stream()
                .filter(t -> t.mediaType() == type && !t.coverArt())
                .toList();
    }

    /** What makes all clips alike: pictures no larger than the smallest of them. */
    private static ExportPreset encoding(List<Clip> clips, FileType type) {
        ExportPreset.Builder preset = ExportPreset.builder("join").fileTypes(type);
        List<Track> videos = clips.stream()
                .flatMap(clip -> tracks(clip, MediaType.VIDEO).stream().limit(1))
                .toList();
        if (!videos.isEmpty()) {
            Size box = videos.stream()
                    .map(Track::naturalSize)
                    .min(Comparator.comparingLong(size -> (long) size.width() * size.height()))
                    .orElseThrow();
            String codec = videos.get(0).format().codec();
            boolean kept = ENCODED.contains(codec) && ContainerRules.holds(type, codec);
            String other = ContainerRules.holds(type, "h264") ? "h264" : "vp9";
            preset.video(VideoRule.of(kept ? codec : other)
                    .withBox(box.width(), box.height())
                    .withRate(VideoRate.quality(QualityTier.HIGHEST)));
        }
        if (clips.stream().anyMatch(clip -> !tracks(clip, MediaType.AUDIO).isEmpty())) {
            AudioRule rule = AudioRule.of(ContainerRules.holds(type, "aac") ? "aac" : "opus");
            preset.audio(rule.withSampleRate(SAMPLE_RATE).withMaxChannels(STEREO));
        }
        return preset.build();
    }

    /** Leaves as many tracks of each kind as all clips have. */
    private static List<ExportPlan> aligned(List<Clip> clips, List<ExportPlan> plans) {
        Map<MediaType, Long> shared = new HashMap<>();
        for (MediaType type : List.of(MediaType.VIDEO, MediaType.AUDIO)) {
            shared.put(
                    type,
                    plans.stream()
                            .mapToLong(plan -> plan.tracks().stream()
                                    .filter(t -> t.isWritten() && t.mediaType() == type)
                                    .count())
                            .min()
                            .orElse(0));
        }
        List<ExportPlan> aligned = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Map<MediaType, Long> left = new HashMap<>(shared);
            Clip clip = clips.get(i);
            List<TrackPlan> tracks = plans.get(i).tracks().stream()
                    .map(track -> kept(clip, track, left))
                    .toList();
            aligned.add(plans.get(i).withTracks(inOrder(tracks)));
        }
        return aligned;
    }

    /** Video first, for files have their tracks in any order, and the same ones must meet. */
    public static List<TrackPlan> inOrder(List<TrackPlan> tracks) {
        return tracks.stream()
                .sorted(Comparator.comparing(TrackPlan::mediaType))
                .toList();
    }

    private static TrackPlan kept(Clip clip, TrackPlan track, Map<MediaType, Long> left) {
        boolean cover =
                clip.asset().track(track.sourceTrack()).map(Track::coverArt).orElse(false);
        if (!track.isWritten()) {
            return track;
        }
        if (cover || !left.containsKey(track.mediaType())) {
            return new TrackPlan.Drop(track.sourceTrack(), track.mediaType(), "video and sound are joined");
        }
        long more = left.get(track.mediaType());
        left.put(track.mediaType(), more - 1);
        return more > 0 ? track : new TrackPlan.Drop(track.sourceTrack(), track.mediaType(), UNMATCHED);
    }

    private static ExportPlan whole(List<ExportPlan> plans) {
        ExportPlan first = plans.get(0);
        MediaTime duration = MediaTime.ZERO;
        SizeRange size = new SizeRange(0, 0, 0);
        List<String> warnings = new ArrayList<>();
        for (ExportPlan plan : plans) {
            duration = duration.plus(plan.duration());
            size = size.plus(plan.estimatedSize());
            plan.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
            if (!plan.chapters().isEmpty()) {
                warnings.add("chapters are not joined");
            }
            plan.tracks().stream()
                    .filter(track -> track.reason().equals(UNMATCHED))
                    .forEach(track -> warnings.add(String.format(
                            Locale.ROOT,
                            "%s of track %d is left out: %s",
                            track.mediaType().name().toLowerCase(Locale.ROOT),
                            track.sourceTrack(),
                            UNMATCHED)));
        }
        return new ExportPlan(
                "join",
                first.fileType(),
                TimeRange.between(MediaTime.ZERO, duration),
                true,
                first.speed(),
                false,
                0,
                0,
                first.execution(),
                size,
                first.tracks(),
                first.metadata(),
                List.of(),
                warnings.stream().distinct().toList());
    }
}
