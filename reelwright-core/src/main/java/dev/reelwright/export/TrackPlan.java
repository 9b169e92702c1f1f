package dev.reelwright.export;

import dev.reelwright.asset.MediaType;
import java.util.List;

/** What will happen to one track of the source, and why. */
public sealed interface TrackPlan {
    /** Id of the source's track. */
    int sourceTrack();

    MediaType mediaType();

    /** Why it was decided so, for people. */
    String reason();

    /** What happens, in one word: {@code copy}, {@code edit-list}, {@code smart-cut},
     * {@code encode}, {@code preserve} or {@code drop}. */
    String action();

    /** Whether its packets go along as they are, but for the frames at the ends of a smart cut. */
    default boolean isCarriedOver() {
        return this instanceof Copy || this instanceof EditList || this instanceof SmartCut || this instanceof Preserve;
    }

    /** Whether it becomes a track of the output; several tracks may become one. */
    default boolean isWritten() {
        return !(this instanceof Drop || this instanceof Mix);
    }

    /** Whether its pictures or its sound are decoded and encoded. */
    default boolean isEncoded() {
        return this instanceof EncodeVideo || this instanceof EncodeAudio;
    }

    /** The track's packets are carried over as they are. */
    record Copy(int sourceTrack, MediaType mediaType, String codec, String reason) implements TrackPlan {
        @Override
        public String action() {
            return "copy";
        }
    }

    /** The track's pictures are decoded, rendered and encoded. */
    record EncodeVideo(int sourceTrack, VideoSettings settings, String reason) implements TrackPlan {
        @Override
        public MediaType mediaType() {
            return MediaType.VIDEO;
        }

        @Override
        public String action() {
            return "encode";
        }
    }

    /**
     * The track's sound is decoded, converted and encoded; with it that of others, where several are mixed to one.
     *
     * @param sources the tracks that are heard in it, this one first; each of the others is a {@link Mix}
     */
    record EncodeAudio(int sourceTrack, List<Integer> sources, AudioSettings settings, String reason)
            implements TrackPlan {
        public EncodeAudio {
            sources = List.copyOf(sources);
        }

        /** One track by itself. */
        public EncodeAudio(int sourceTrack, AudioSettings settings, String reason) {
            this(sourceTrack, List.of(sourceTrack), settings, reason);
        }

        /** The same encoded otherwise. */
        public EncodeAudio withSettings(AudioSettings other) {
            return new EncodeAudio(sourceTrack, sources, other, reason);
        }

        @Override
        public MediaType mediaType() {
            return MediaType.AUDIO;
        }

        @Override
        public String action() {
            return "encode";
        }
    }

    /** The track's sound is decoded and mixed into another track of the output. */
    record Mix(int sourceTrack, int intoTrack, String reason) implements TrackPlan {
        @Override
        public MediaType mediaType() {
            return MediaType.AUDIO;
        }

        @Override
        public String action() {
            return "encode";
        }
    }

    /** The track's packets are carried over from a sync sample on; an edit list presents the range alone, exactly. */
    record EditList(int sourceTrack, MediaType mediaType, String codec, String reason) implements TrackPlan {
        @Override
        public String action() {
            return "edit-list";
        }
    }

    /**
     * The frames at the range's ends are encoded, the packets between them are carried over.
     *
     * @param codec the coding of both
     * @param encoder name of the encoder; empty where every frame can be cut at
     */
    record SmartCut(int sourceTrack, MediaType mediaType, String codec, String encoder, String reason)
            implements TrackPlan {
        @Override
        public String action() {
            return "smart-cut";
        }
    }

    /** The track is another choice beside one that is exported, and goes along as it is. */
    record Preserve(int sourceTrack, MediaType mediaType, String codec, String reason) implements TrackPlan {
        @Override
        public String action() {
            return "preserve";
        }
    }

    /** The track's text is written in another coding of text. */
    record ConvertText(int sourceTrack, String codec, String reason) implements TrackPlan {
        @Override
        public MediaType mediaType() {
            return MediaType.TEXT;
        }

        @Override
        public String action() {
            return "encode";
        }
    }

    /** The track is left out. */
    record Drop(int sourceTrack, MediaType mediaType, String reason) implements TrackPlan {
        @Override
        public String action() {
            return "drop";
        }
    }
}
