package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.HiddenMedia;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.TrimMode;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How tracks that are carried over are cut to a time range. */
public final class TrimRules {
    /** Codings of which every frame stands for itself. */
    private static final Set<String> INTRA = Set.of(
            "prores", "dnxhd", "mjpeg", "png", "dvvideo", "ffv1", "rawvideo", "v210", "huffyuv", "cfhd", "jpeg2000");

    /** Codings of sound that presets encode. */
    private static final Set<String> SOUND = Set.of("aac", "opus", "mp3", "flac", "alac");

    /** Codings of video that are encoded where a cut asks for it. */
    private static final Set<String> ENCODED = Set.of("h264", "hevc", "av1", "vp9", "prores");

    /** What video becomes that no encoder makes. */
    private static final List<String> OTHERS = List.of("h264", "hevc", "vp9", "av1");

    /** Bits of a sample that are kept whole. */
    private static final int DEEPEST = 24;

    private final TrimMode mode;
    private final String reason;
    private final FileType type;
    private final Predicate<String> canEncode;

    private TrimRules(TrimMode mode, String reason, FileType type, Predicate<String> canEncode) {
        this.mode = mode;
        this.reason = reason;
        this.type = type;
        this.canEncode = canEncode;
    }

    /** What is done with all tracks of this session, which are carried over in part. */
    static TrimRules of(ExportSession session, FileType type, Predicate<String> canEncode) {
        Optional<Track> video = session.asset()
                .videoTrack()
                .filter(t -> ContainerRules.holds(type, t.format().codec()));
        return switch (session.trimMode()) {
            case AUTO -> automatic(session, type, video, canEncode);
            case EDIT_LIST -> {
                requireEditLists(type);
                yield new TrimRules(TrimMode.EDIT_LIST, "edit lists were asked for", type, canEncode);
            }
            case SMART_CUT -> {
                Optional<String> obstacle = video.flatMap(v -> whyNotSmart(v, canEncode));
                if (obstacle.isPresent()) {
                    throw new MediaException(
                            ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                            "no smart cut can be made: " + obstacle.get()
                                    + "; choose the trim mode auto, or a preset that encodes");
                }
                yield new TrimRules(TrimMode.SMART_CUT, "smart cuts were asked for", type, canEncode);
            }
            case KEYFRAME -> new TrimRules(TrimMode.KEYFRAME, "from a sync sample on, as asked for", type, canEncode);
            case ENCODE -> new TrimRules(TrimMode.ENCODE, "the whole range is encoded, to be exact", type, canEncode);
        };
    }

    private static TrimRules automatic(
            ExportSession session, FileType type, Optional<Track> video, Predicate<String> canEncode) {
        if (video.isEmpty()) {
            return hasEditLists(type)
                    ? new TrimRules(TrimMode.EDIT_LIST, "sound is cut by an edit list", type, canEncode)
                    : new TrimRules(TrimMode.SMART_CUT, "sound is cut between packets", type, canEncode);
        }
        Optional<String> obstacle = whyNotSmart(video.get(), canEncode);
        if (obstacle.isEmpty()) {
            return new TrimRules(TrimMode.SMART_CUT, "exact, with as little encoded as can be", type, canEncode);
        }
        boolean mayHide = session.hiddenMedia() == HiddenMedia.ALLOWED;
        if (mayHide && hasEditLists(type)) {
            return new TrimRules(
                    TrimMode.EDIT_LIST,
                    "no smart cut, for " + obstacle.get() + ", and media may be hidden",
                    type,
                    canEncode);
        }
        String rest = mayHide ? type.commandName() + " has no edit lists" : "no media may be hidden";
        return new TrimRules(TrimMode.ENCODE, "no smart cut, for " + obstacle.get() + ", and " + rest, type, canEncode);
    }

    private static void requireEditLists(FileType type) {
        if (!hasEditLists(type)) {
            throw new MediaException(
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    type.commandName() + " files have no edit lists; mov, mp4, m4v and m4a have them. Choose another "
                            + "trim mode for " + type.commandName());
        }
    }

    /** Whether files of this type tell what is presented of their media. */
    public static boolean hasEditLists(FileType type) {
        return ContainerRules.isMovie(type);
    }

    private static Optional<String> whyNotSmart(Track video, Predicate<String> canEncode) {
        String codec = video.format().codec();
        if (INTRA.contains(codec)) {
            return Optional.empty();
        }
        if (!CutRules.isCuttable(codec)) {
            return Optional.of(codec + " cannot be joined with encoded frames here");
        }
        if (hasAlpha(video)) {
            return Optional.of("frames of " + codec + " are not encoded with the alpha layer that the others have");
        }
        return CutRules.encoder(codec, canEncode).isPresent() ? Optional.empty() : Optional.of(CutRules.missing(codec));
    }

    private static boolean hasAlpha(Track track) {
        return track.format() instanceof FormatDescription.Video pictures && pictures.hasAlpha();
    }

    TrimMode mode() {
        return mode;
    }

    /** A track that the file type holds. */
    TrackPlan plan(Track track, TrackPlan whole) {
        if (!(whole instanceof TrackPlan.Copy) || track.coverArt()) {
            return whole;
        }
        String codec = track.format().codec();
        return switch (mode) {
            case KEYFRAME -> whole;
            case EDIT_LIST -> editList(track, codec);
            case SMART_CUT -> track.isVideo() ? smartCut(track, codec) : beside(track, codec, whole);
            case ENCODE, AUTO -> track.isVideo() ? encoded(track) : track.isAudio() ? sound(track, whole) : whole;
        };
    }

    private TrackPlan editList(Track track, String codec) {
        boolean timed = track.isVideo() || track.isAudio();
        return timed
                ? new TrackPlan.EditList(track.id(), track.mediaType(), codec, reason)
                : new TrackPlan.Copy(track.id(), track.mediaType(), codec, "what lies in the range is carried over");
    }

    private TrackPlan smartCut(Track track, String codec) {
        String encoder =
                INTRA.contains(codec) ? "" : CutRules.encoder(codec, canEncode).orElseThrow();
        String why = encoder.isEmpty() ? "every frame stands for itself, so packets are cut exactly" : reason;
        return new TrackPlan.SmartCut(track.id(), track.mediaType(), codec, encoder, why);
    }

    /** Sound beside a smart cut: exact by an edit list over part of a packet or where nothing is lost, else between packets. */
    private TrackPlan beside(Track track, String codec, TrackPlan whole) {
        if (!track.isAudio()) {
            return new TrackPlan.Copy(track.id(), track.mediaType(), codec, "what lies in the range is carried over");
        }
        if (hasEditLists(type)) {
            return new TrackPlan.EditList(
                    track.id(), track.mediaType(), codec, "packets are carried over, an edit list cuts to the sample");
        }
        return lossless(track)
                .map(rule -> encoded(track, rule, "it is cut to the sample; its coding loses nothing"))
                .orElseGet(() -> new TrackPlan.Copy(
                        track.id(), track.mediaType(), codec, "carried over; it is cut between packets"));
    }

    private TrackPlan encoded(Track track) {
        String own = track.format().codec();
        String codec = Stream.concat(Stream.of(own), OTHERS.stream())
                .filter(this::isEncoded)
                .findFirst()
                .orElseThrow(() -> new MediaException(
                        ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                        "an exact part of " + own + " video cannot be carried over: " + reason
                                + ", and no encoder for " + type.commandName()
                                + " is usable here. Allow hidden media, or cut at key frames"));
        String other = codec.equals(own) ? "" : "; " + own + " is not encoded here, so it becomes " + codec;
        String flattened = hasAlpha(track) ? "; its transparency is laid over black" : "";
        VideoRule rule = VideoRule.of(codec).withRate(VideoRate.quality(QualityTier.HIGHEST));
        return new TrackPlan.EncodeVideo(
                track.id(), VideoRules.settings(track, rule, Deinterlace.OFF, canEncode), reason + other + flattened);
    }

    private boolean isEncoded(String codec) {
        return ENCODED.contains(codec)
                && ContainerRules.holds(type, codec)
                && EncoderTable.choose(codec, canEncode).isPresent();
    }

    private TrackPlan sound(Track track, TrackPlan whole) {
        String codec = track.format().codec();
        boolean encodes = !hasEditLists(type)
                && SOUND.contains(codec)
                && EncoderTable.choose(codec, canEncode).isPresent();
        return encodes ? encoded(track, AudioRule.of(codec), reason) : beside(track, codec, whole);
    }

    private TrackPlan encoded(Track track, AudioRule rule, String why) {
        return new TrackPlan.EncodeAudio(track.id(), AudioRules.settings(List.of(track), rule, type, canEncode), why);
    }

    /** Sound in codings that lose nothing is the same when it is encoded again, and can be cut at every sample then. */
    private Optional<AudioRule> lossless(Track track) {
        FormatDescription.Audio sound = (FormatDescription.Audio) track.format();
        String codec = sound.codec();
        boolean flac = codec.equals("flac") && sound.bitDepth() <= DEEPEST;
        boolean pcm = codec.equals(ContainerRules.pcm(type, sound.bitDepth())) && canEncode.test(codec);
        return flac || pcm ? Optional.of(AudioRule.of(flac ? codec : "pcm")) : Optional.empty();
    }

    /** What the user should know of it; empty where the cut is exact. */
    Optional<String> warning(boolean wholeAsset) {
        return mode == TrimMode.KEYFRAME && !wholeAsset
                ? Optional.of(
                        "packets are copied from the sync sample at or before the start, so the output starts there")
                : Optional.empty();
    }

    /** Whether a session's tracks are cut by these rules. */
    static boolean apply(ExportSession session, boolean wholeAsset) {
        return session.preset().copies() == Copies.EVERYTHING && !wholeAsset;
    }
}
