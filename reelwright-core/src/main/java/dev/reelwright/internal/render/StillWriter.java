package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Natives;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one picture as an image file. */
public final class StillWriter {
    /** Pixels. */
    private static final int LARGE = 1 << 20;

    private static final TimeBase CLOCK = TimeBase.ofScale(25);

    private StillWriter() {}

    /** @param source the file that the picture was taken from, which is never written; null where there is none */
    public static void write(Path file, @Nullable Path source, SaveOptions options, StillPicture picture) {
        StillPicture writable = writable(options, picture);
        StillCoding coding = StillCoding.of(options, writable);
        for (StillCoding.Layer layer : coding.layers()) {
            if (!Natives.canEncode(layer.encoder())) {
                throw new MediaException(
                        ErrorCode.ENCODER_NOT_FOUND, "these natives cannot write " + options.format() + " images");
            }
        }
        try (OutputFile output = OutputFile.prepare(file, source, options.overwrite())) {
            encode(coding, writable, output.scratch());
            ColorProfiles.embed(options.format(), output.scratch());
            output.commit();
        }
    }

    /** The picture reduced to what the format can hold. */
    private static StillPicture writable(SaveOptions options, StillPicture picture) {
        if (picture instanceof StillPicture.Jpeg jpeg) {
            return jpeg.pixelFormat().equals(JpegPictures.pixelFormat(options)) ? jpeg : jpeg.toSdr();
        }
        return switch (options.format()) {
            case PNG, AVIF -> picture;
            case WEBP -> picture.toSdr();
            case JPEG -> picture.hasAlpha() ? overBlack(picture.toSdr()) : picture.toSdr();
        };
    }

    private static StillPicture.Sdr overBlack(StillPicture.Sdr picture) {
        int[] opaque = new int[picture.pixels().length];
        for (int i = 0; i < opaque.length; i++) {
            int pixel = picture.pixels()[i];
            int alpha = pixel >>> 24;
            int result = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8) {
                result = result << 8 | ((pixel >> shift & 255) * alpha + 127) / 255;
            }
            opaque[i] = result;
        }
        return new StillPicture.Sdr(picture.size(), false, opaque);
    }

    private static void encode(StillCoding coding, StillPicture picture, Path file) {
        List<Encoder> encoders = new ArrayList<>();
        try (Muxer muxer = Muxer.create(file, coding.container());
                Frame source = StillToneMapping.frame(picture);
                Packet packet = new Packet()) {
            for (StillCoding.Layer layer : coding.layers()) {
                Encoder encoder = Encoder.open(settings(layer, picture.size()), muxer.wantsGlobalHeader());
                encoders.add(encoder);
                muxer.addStream(encoder);
            }
            muxer.start(Map.of());
            for (int stream = 0; stream < encoders.size(); stream++) {
                Encoder encoder = encoders.get(stream);
                send(source, coding.layers().get(stream), encoder);
                while (encoder.receive(packet)) {
                    muxer.write(stream, packet, CLOCK);
                }
            }
            muxer.finish();
        } finally {
            encoders.forEach(Encoder::close);
        }
    }

    /** Small pictures are done before threads have begun. */
    private static int threads(Frame picture) {
        return threads(new Size(picture.width(), picture.height()));
    }

    private static int threads(Size size) {
        return (long) size.width() * size.height() > LARGE ? 0 : 1;
    }

    private static void send(Frame source, StillCoding.Layer layer, Encoder encoder) {
        try (Frame input = source.share();
                Frame converted = new Frame();
                FilterGraph graph = new FilterGraph(input, CLOCK, Ratio.ONE, layer.chain(), threads(source))) {
            graph.push(input);
            graph.pull(converted);
            converted.color(layer.color());
            converted.hdr(layer.hdr());
            converted.pts(0);
            converted.duration(1);
            encoder.send(converted);
            encoder.send(null);
        }
    }

    private static EncoderSettings settings(StillCoding.Layer layer, Size size) {
        return new EncoderSettings.Video(
                layer.encoder(),
                layer.options(),
                size,
                Ratio.ONE,
                layer.pixelFormat(),
                layer.color(),
                layer.hdr(),
                CLOCK,
                new Ratio(25, 1),
                1,
                null,
                // AV1 is slow enough to be worth threads whatever the size
                layer.encoder().equals("libaom-av1") ? 0 : threads(size),
                EncoderSettings.Pass.SINGLE);
    }
}
