package dev.reelwright.sample;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.sample.ClipRules;
import dev.reelwright.internal.sample.ClipSpec;
import dev.reelwright.internal.sample.ClipWriter;
import dev.reelwright.internal.sample.FrameTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A generated test clip: a moving picture whose every frame carries its number, as digits and as a machine-readable bar
 * code, and a click and a tone at each second.
 *
 * <p>Frame n, counted from 0, comes on screen at exactly {@link #frameStart}; picture and sound end together at exactly
 * the clip's duration, so that the last frame may be shorter than the others. Matroska and WebM round times to
 * milliseconds, and MPEG-TS starts its clock later than at 0; AVI, MPEG-TS and MPEG-2 have no shorter last frame.
 *
 * <p>Clips are immutable and may be shared between threads.
 */
public final class SampleClip {
    private final ClipSpec spec;
    private final FrameTimes times;

    /** A coding of the clip's picture. */
    public enum Codec {
        H264,
        HEVC,
        /** ProRes 422, or 4444 with alpha. */
        PRORES,
        /** MPEG-4 Part 2. */
        MPEG4,
        MPEG2,
        MJPEG,
        VP8,
        VP9,
        AV1;

        /** Its name on the command line. */
        public String commandName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The codec of this command-line name; letter case does not matter. */
        public static Optional<Codec> ofName(String name) {
            return Arrays.stream(values())
                    .filter(codec -> codec.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /** How brighter than white the clip's picture could be; its white is at 203 nits in HDR (ITU-R BT.2408). */
    public enum Hdr {
        /** ITU-R BT.709, 8 bits, or 10 in ProRes. */
        NONE,
        /** Hybrid Log-Gamma in ITU-R BT.2020 colours, 10 bits. */
        HLG,
        /** Perceptual Quantizer in ITU-R BT.2020 colours, 10 bits. */
        PQ;

        /** Its name on the command line. */
        public String commandName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this command-line name; letter case does not matter. */
        public static Optional<Hdr> ofName(String name) {
            return Arrays.stream(values())
                    .filter(hdr -> hdr.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    private SampleClip(ClipSpec spec) {
        this.spec = spec;
        this.times = spec.times();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How many frames it has. */
    public long frames() {
        return times.frames();
    }

    /**
     * When a frame comes on screen, exactly.
     *
     * @param frame from 0 to {@link #frames()} − 1
     * @throws IllegalArgumentException if the clip has no such frame
     */
    public MediaTime frameStart(long frame) {
        return times.start(frame);
    }

    /**
     * Writes the clip, in the container that the file's extension names: {@code mp4 mov m4v mkv webm avi ts}. The file
     * appears complete or not at all. The sound is AAC; Opus in WebM; PCM in AVI, and in QuickTime with ProRes.
     *
     * @throws IllegalArgumentException if that container cannot hold this clip
     * @throws MediaException if the extension is another, an encoder is missing, or the file cannot be written or exists
     *     already
     * @throws MediaException if the thread is interrupted meanwhile: nothing is left then
     */
    public void write(Path file) {
        new ClipWriter(spec, file).write();
    }

    /** Collects what a clip is to be; everything has a default. Belongs to one thread. */
    public static final class Builder {
        private Size size = new Size(1280, 720);
        private Ratio frameRate = new Ratio(30, 1);
        private MediaTime duration = MediaTime.seconds(10);
        private PictureTransform rotation = PictureTransform.IDENTITY;
        private Codec codec = Codec.H264;
        private OptionalInt gop = OptionalInt.empty();
        private OptionalInt bFrames = OptionalInt.empty();
        private boolean openGop;
        private Ratio pixelAspect = Ratio.ONE;
        private Hdr hdr = Hdr.NONE;
        private boolean alpha;
        private boolean audio = true;
        private FrameTimes.Spacing spacing = FrameTimes.Spacing.EVEN;
        private boolean overwrite;

        private Builder() {}

        /** The picture's size as shown upright, at least 64×64; 1280×720 unless told. H.264 and HEVC take even sides. */
        public Builder size(Size upright) {
            this.size = upright;
            return this;
        }

        /** Frame intervals a second; 30 unless told. */
        public Builder frameRate(Ratio rate) {
            this.frameRate = rate;
            return this;
        }

        /** How long picture and sound last; 10 s unless told. */
        public Builder duration(MediaTime length) {
            this.duration = length;
            return this;
        }

        /**
         * Stores the picture turned, with a track matrix that makes players turn it upright.
         *
         * @param degreesClockwise what the matrix turns by: 0, 90, 180 or 270; 0 unless told
         * @throws IllegalArgumentException if it is another angle
         */
        public Builder rotation(int degreesClockwise) {
            if (degreesClockwise < 0 || degreesClockwise > 270 || degreesClockwise % 90 != 0) {
                throw new IllegalArgumentException("a rotation is 0, 90, 180 or 270 degrees, not " + degreesClockwise);
            }
            this.rotation = new PictureTransform(degreesClockwise / 90, false);
            return this;
        }

        /** The picture's coding; H.264 unless told. */
        public Builder codec(Codec pictureCodec) {
            this.codec = pictureCodec;
            return this;
        }

        /** Frames from key frame to key frame; two seconds' worth unless told. ProRes and MJPEG have key frames only. */
        public Builder gop(int frames) {
            this.gop = OptionalInt.of(frames);
            return this;
        }

        /**
         * B-frames in a row, 0 to 16; unless told 2 for H.264, HEVC, MPEG-4 and MPEG-2, but 0 in AVI, which has no
         * presentation times.
         */
        public Builder bFrames(int inARow) {
            this.bFrames = OptionalInt.of(inARow);
            return this;
        }

        /**
         * Whether B-frames that are shown before a key frame follow it in the file and refer to both sides of it, in
         * H.264 and HEVC but not in AVI; closed unless told.
         */
        public Builder openGop(boolean open) {
            this.openGop = open;
            return this;
        }

        /** Shape of a stored pixel; square unless told. Matroska and WebM round the shown size to whole pixels. */
        public Builder pixelAspect(Ratio aspect) {
            this.pixelAspect = aspect;
            return this;
        }

        /** HDR by HEVC, ProRes or AV1; none unless told. */
        public Builder hdr(Hdr kind) {
            this.hdr = kind;
            return this;
        }

        /** Whether it has transparency, by ProRes, VP8 or VP9: the background is half transparent. Not unless told. */
        public Builder alpha(boolean transparent) {
            this.alpha = transparent;
            return this;
        }

        /** Whether it has sound; it has unless told. */
        public Builder audio(boolean sound) {
            this.audio = sound;
            return this;
        }

        /**
         * Whether frames last 1, 1, 2, 3, 1 intervals of the frame rate, over and over, instead of one each. Not unless
         * told, and neither in AVI nor by MPEG-2.
         */
        public Builder variableFrameRate(boolean variable) {
            this.spacing = variable ? FrameTimes.Spacing.VARYING : FrameTimes.Spacing.EVEN;
            return this;
        }

        /** Whether a file that exists is replaced; not unless told. */
        public Builder overwrite(boolean replace) {
            this.overwrite = replace;
            return this;
        }

        /**
         * The clip that was described.
         *
         * @throws IllegalArgumentException if there is no such clip; the message says what is possible
         */
        public SampleClip build() {
            ClipSpec spec = new ClipSpec(
                    size,
                    frameRate,
                    duration,
                    rotation,
                    codec,
                    gop,
                    bFrames,
                    openGop,
                    pixelAspect,
                    hdr,
                    alpha,
                    audio,
                    spacing,
                    overwrite);
            ClipRules.check(spec);
            return new SampleClip(spec);
        }
    }
}
