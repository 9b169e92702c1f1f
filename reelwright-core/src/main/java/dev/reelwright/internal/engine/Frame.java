package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** One picture or a run of audio samples, decoded; owns its reference to the data. */
public final class Frame implements AutoCloseable {
    private static final int FLAG_CORRUPT = 1; // AV_FRAME_FLAG_CORRUPT, a macro that the bindings leave out

    private static final int PLANES = 4;

    final AVFrame raw;
    private final @Nullable LeakWatch watch;
    /** FFmpeg's frames of this version do not tell. */
    private boolean premultiplied;

    public Frame() {
        Natives.load();
        raw = Check.notNull(avutil.av_frame_alloc(), "a frame");
        watch = LiveNatives.opened(Kind.FRAME, this);
    }

    /** Presentation time in the ticks of whoever made the frame, {@link TimeBase#NONE} when unknown. */
    public long pts() {
        return raw.pts();
    }

    public void pts(long ticks) {
        raw.pts(ticks);
    }

    /** The decoder's best guess of the presentation time where {@link #pts()} is unknown. */
    public long bestPts() {
        return raw.pts() != TimeBase.NONE ? raw.pts() : raw.best_effort_timestamp();
    }

    public long duration() {
        return raw.duration();
    }

    public void duration(long ticks) {
        raw.duration(ticks);
    }

    public int width() {
        return raw.width();
    }

    public int height() {
        return raw.height();
    }

    public int samples() {
        return raw.nb_samples();
    }

    public int sampleRate() {
        return raw.sample_rate();
    }

    public int channels() {
        return raw.ch_layout().nb_channels();
    }

    /** Number of the pixel or sample format in FFmpeg's own counting. */
    int format() {
        return raw.format();
    }

    /** Name of a picture's pixel format. */
    public String pixelFormat() {
        return Formats.pixelName(raw.format());
    }

    public ColorProperties color() {
        return StreamFacts.color(raw.color_primaries(), raw.color_trc(), raw.colorspace(), raw.color_range());
    }

    /** Where the samples of halved chroma planes lie: {@code left}, {@code center}, {@code topleft} … or {@code unspecified}. */
    public String chromaLocation() {
        BytePointer name = avutil.av_chroma_location_name(raw.chroma_location());
        return name == null ? "unspecified" : name.getString();
    }

    /** Whether the picture's colours are multiplied by its alpha. */
    public boolean isPremultiplied() {
        return premultiplied;
    }

    void premultiplied(boolean multiplied) {
        this.premultiplied = multiplied;
    }

    /** Whether the decoder reports that it had to guess parts of the picture. */
    public boolean isDamaged() {
        return (raw.flags() & FLAG_CORRUPT) != 0 || raw.decode_error_flags() != 0;
    }

    /** Whether the picture is two fields, taken one after the other. */
    public boolean isInterlaced() {
        return (raw.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    }

    /** Whether the picture was coded by itself, as far as its decoder tells. */
    public boolean isIntra() {
        return raw.pict_type() == avutil.AV_PICTURE_TYPE_I || raw.pict_type() == avutil.AV_PICTURE_TYPE_NONE;
    }

    /** Asks the encoder to make this picture a sync sample, or to choose for itself. */
    public void chooseKey(boolean key) {
        raw.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
    }

    /** A second owner of the same data. */
    public Frame share() {
        Frame copy = new Frame();
        try {
            Check.ok(avutil.av_frame_ref(copy.raw, raw), ErrorCode.OUT_OF_MEMORY, "share a frame");
            copy.premultiplied = premultiplied;
            return copy;
        } catch (MediaException e) {
            copy.close();
            throw e;
        }
    }

    /** Takes over the other's content, which is empty afterwards. */
    public void takeFrom(Frame other) {
        clear();
        avutil.av_frame_move_ref(raw, other.raw);
        premultiplied = other.premultiplied;
        other.premultiplied = false;
    }

    public void clear() {
        avutil.av_frame_unref(raw);
        premultiplied = false;
    }

    /** Makes room for a picture of this pixel format. */
    public void allocatePicture(int width, int height, String pixelFormat) {
        clear();
        raw.width(width).height(height).format(Formats.pixel(pixelFormat));
        Check.ok(avutil.av_frame_get_buffer(raw, 0), ErrorCode.OUT_OF_MEMORY, "make room for a picture");
    }

    /** A black picture of the same kind; null where pictures of this pixel format cannot be made black. */
    public @Nullable Frame black() {
        Frame black = new Frame();
        try (SizeTPointer strides = new SizeTPointer(PLANES)) {
            black.allocatePicture(width(), height(), pixelFormat());
            Check.ok(avutil.av_frame_copy_props(black.raw, raw), ErrorCode.OUT_OF_MEMORY, "make a black picture");
            for (int plane = 0; plane < PLANES; plane++) {
                strides.put(plane, black.raw.linesize(plane));
            }
            int range = raw.color_range();
            int filled = avutil.av_image_fill_black(black.raw.data(), strides, raw.format(), range, width(), height());
            if (filled >= 0) {
                return black;
            }
        } catch (RuntimeException | Error e) {
            black.close();
            throw e;
        }
        black.close();
        return null;
    }

    /** Makes room for planar float samples. */
    public void allocateSamples(int samples, int channels, int sampleRate) {
        clear();
        raw.nb_samples(samples).format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate);
        avutil.av_channel_layout_default(raw.ch_layout(), channels);
        Check.ok(avutil.av_frame_get_buffer(raw, 0), ErrorCode.OUT_OF_MEMORY, "make room for samples");
    }

    /** Makes room for samples of this format. */
    public void allocateSamples(SampleFormat format, int samples) {
        clear();
        raw.nb_samples(samples).format(format.number()).sample_rate(format.sampleRate());
        Check.ok(
                avutil.av_channel_layout_from_string(raw.ch_layout(), format.layout()),
                ErrorCode.ENCODE_FAILED,
                "the channel layout " + format.layout());
        Check.ok(avutil.av_frame_get_buffer(raw, 0), ErrorCode.OUT_OF_MEMORY, "make room for samples");
    }

    /** Reads the planes of a picture of 8 bits a sample, one behind the other, rows without padding. */
    public byte[] readPlanes() {
        return Planes.read(raw);
    }

    /** Fills a picture with such planes. */
    public void writePlanes(byte[] bytes) {
        Planes.write(raw, bytes);
    }

    /** Writes rows of bytes into one plane. */
    public void putPlane(int plane, byte[] rows, int bytesPerRow, int rowCount) {
        BytePointer data = raw.data(plane);
        int stride = raw.linesize(plane);
        for (int row = 0; row < rowCount; row++) {
            data.position((long) row * stride).put(rows, row * bytesPerRow, bytesPerRow);
        }
    }

    /** A copy of one plane's rows, one after the other. */
    public byte[] plane(int plane) {
        int bytesPerRow = avutil.av_image_get_linesize(raw.format(), width(), plane);
        boolean isChroma = plane == 1 || plane == 2;
        int shift = isChroma ? avutil.av_pix_fmt_desc_get(raw.format()).log2_chroma_h() : 0;
        int rows = -(-height() >> shift);
        byte[] bytes = new byte[bytesPerRow * rows];
        BytePointer data = raw.data(plane);
        for (int row = 0; row < rows; row++) {
            data.position((long) row * raw.linesize(plane)).get(bytes, row * bytesPerRow, bytesPerRow);
        }
        return bytes;
    }

    /** Writes the samples of one channel of planar float audio. */
    public void putSamples(int channel, float[] samples, int count) {
        new org.bytedeco.javacpp.FloatPointer(raw.extended_data(channel)).put(samples, 0, count);
    }

    /** Reads the samples of one channel of planar float audio. */
    public void getSamples(int channel, float[] into, int count) {
        new org.bytedeco.javacpp.FloatPointer(raw.extended_data(channel)).get(into, 0, count);
    }

    /** Reads a picture of packed 32-bit pixels as {@code 0xAARRGGBB}; the frame must be of the format {@code bgra}. */
    public int[] readArgb() {
        return PackedPixels.read(raw);
    }

    /** Fills a {@code bgra} picture from {@code 0xAARRGGBB} pixels. */
    public void writeArgb(int[] pixels) {
        PackedPixels.write(raw, pixels);
    }

    /** Reads packed 64-bit pixels as {@code 0xAAAARRRRGGGGBBBB}; the frame must be of the format {@code bgra64le}. */
    public long[] readArgb16() {
        return PackedPixels.readDeep(raw);
    }

    /** Fills a {@code bgra64le} picture from {@code 0xAAAARRRRGGGGBBBB} pixels. */
    public void writeArgb16(long[] pixels) {
        PackedPixels.write(raw, pixels);
    }

    public void color(ColorProperties color) {
        raw.color_primaries(Formats.primaries(color.primaries()));
        raw.color_trc(Formats.transfer(color.transfer()));
        raw.colorspace(Formats.matrix(color.matrix()));
        raw.color_range(color.fullRange() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
    }

    /** What the frame says of high dynamic range beyond its colour tags. */
    public HdrMetadata hdr() {
        return HdrFacts.of(raw);
    }

    /** Says of the frame what goes beyond its colour tags, for encoders that read it there. */
    public void hdr(HdrMetadata hdr) {
        HdrFacts.give(raw, hdr);
    }

    /** Tags the frame as SDR and takes off all that speaks of high dynamic range, also frame by frame. */
    public void becomeSdr(ColorProperties color) {
        color(color);
        HdrFacts.removeFrom(raw);
    }

    @Override
    public void close() {
        if (!raw.isNull()) {
            avutil.av_frame_free(raw);
            raw.setNull();
            LiveNatives.closed(Kind.FRAME, watch);
        }
    }
}
