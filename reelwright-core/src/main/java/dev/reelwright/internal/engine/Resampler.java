package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import java.math.BigInteger;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.jspecify.annotations.Nullable;

/**
 * Converts audio to one rate, layout and sample format. The first output sample belongs to the time of the first input
 * sample; the filter's delay shows only as samples that come later, on {@link #convert} with null.
 */
public final class Resampler implements AutoCloseable {
    private static final double NO_LIMIT = 1000;
    private static final double FULL_SCALE = 1;

    private final SwrContext context = new SwrContext(null);
    private final SampleFormat output;
    /** Rates whose ratio is that of input and output with the speed; the converter needs no more than that. */
    private final int spedRate;

    private final int outputRate;
    private final AVChannelLayout outputLayout = new AVChannelLayout();
    private final int inputFormat;
    private final int inputRate;
    private final AVChannelLayout inputLayout = new AVChannelLayout();
    private final @Nullable LeakWatch watch;
    private boolean closed;

    /** How loud the output is where several channels of the input become fewer. */
    public enum Levels {
        /** As loud as the shares of the channels make it, which may be more than full scale: for floats. */
        KEPT,
        /** Lower than that by as much as it takes that nothing can ever be above full scale. */
        NORMALIZED
    }

    /**
     * Makes a converter for frames like this one. Channels that the output lacks go where ITU-R BS.775-4 table 2 has them:
     * the centre and the surround channels with 0.7071 into the front ones, the low-frequency channel nowhere. One channel
     * sounds from two loudspeakers as it is, and two become one by their mean.
     *
     * @param speed seconds of the input that sound in a second of the output
     */
    public Resampler(Frame like, SampleFormat output, Ratio speed, Levels levels) {
        this.output = output;
        this.inputFormat = like.format();
        this.inputRate = like.sampleRate();
        BigInteger in = BigInteger.valueOf((long) inputRate * speed.numerator());
        BigInteger out = BigInteger.valueOf((long) output.sampleRate() * speed.denominator());
        BigInteger divisor = speed.equals(Ratio.ONE) ? BigInteger.ONE : in.gcd(out);
        int least = in.max(out).divide(divisor).intValueExact();
        // rates of the usual size, for what the converter sizes by them
        int times = Math.max(1, output.sampleRate() / least);
        this.spedRate = in.divide(divisor).intValueExact() * times;
        this.outputRate = out.divide(divisor).intValueExact() * times;
        try {
            Check.ok(
                    avutil.av_channel_layout_from_string(outputLayout, output.layout()),
                    ErrorCode.ENCODE_FAILED,
                    "the channel layout " + output.layout());
            specify(like);
            avutil.av_channel_layout_copy(inputLayout, like.raw.ch_layout());
            Check.ok(
                    swresample.swr_alloc_set_opts2(
                            context,
                            outputLayout,
                            output.number(),
                            outputRate,
                            inputLayout,
                            inputFormat,
                            spedRate,
                            0,
                            null),
                    ErrorCode.ENCODE_FAILED,
                    "the audio cannot be converted");
            mixChannels(like.channels(), levels);
            Check.ok(swresample.swr_init(context), ErrorCode.ENCODE_FAILED, "the audio cannot be converted");
        } catch (RuntimeException | Error e) {
            free();
            throw e;
        }
        watch = LiveNatives.opened(Kind.RESAMPLER, this);
    }

    /** The library's own shares are those of BS.775, but for one channel and for two. */
    private void mixChannels(int inputs, Levels levels) {
        double most = levels == Levels.KEPT ? NO_LIMIT : FULL_SCALE;
        Check.ok(
                avutil.av_opt_set_double(context, "rematrix_maxval", most, 0),
                ErrorCode.ENCODE_FAILED,
                "the levels of the channels");
        boolean fromOne = inputs == 1 && output.layout().equals("stereo");
        boolean fromTwo = isStereo(inputLayout) && output.layout().equals("mono");
        if (fromOne || fromTwo) {
            double[] shares = fromOne ? new double[] {1, 1} : new double[] {0.5, 0.5};
            Check.ok(
                    swresample.swr_set_matrix(context, shares, inputs),
                    ErrorCode.ENCODE_FAILED,
                    "the channels' shares");
        }
    }

    private static boolean isStereo(AVChannelLayout layout) {
        try (AVChannelLayout stereo = new AVChannelLayout()) {
            avutil.av_channel_layout_default(stereo, 2);
            return avutil.av_channel_layout_compare(layout, stereo) == 0;
        }
    }

    public boolean fits(Frame frame) {
        specify(frame);
        return frame.format() == inputFormat
                && frame.sampleRate() == inputRate
                && avutil.av_channel_layout_compare(frame.raw.ch_layout(), inputLayout) == 0;
    }

    /** Sources that tell a number of channels alone get the usual layout of that many. */
    private static void specify(Frame frame) {
        if (frame.raw.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(frame.raw.ch_layout(), frame.channels());
        }
    }

    /** Converts a frame, or what is left inside when {@code input} is null, into {@code into}; its samples may be none. */
    public void convert(@Nullable Frame input, Frame into) {
        into.clear();
        into.raw.sample_rate(outputRate).format(output.number());
        avutil.av_channel_layout_copy(into.raw.ch_layout(), outputLayout);
        if (input != null) {
            specify(input);
            input.raw.sample_rate(spedRate);
        }
        Check.ok(
                swresample.swr_convert_frame(context, into.raw, input == null ? null : input.raw),
                ErrorCode.ENCODE_FAILED,
                "the audio cannot be converted");
        into.raw.sample_rate(output.sampleRate());
        if (input != null) {
            input.raw.sample_rate(inputRate);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            free();
            LiveNatives.closed(Kind.RESAMPLER, watch);
        }
    }

    private void free() {
        swresample.swr_free(context);
        avutil.av_channel_layout_uninit(outputLayout);
        outputLayout.close();
        avutil.av_channel_layout_uninit(inputLayout);
        inputLayout.close();
    }
}
