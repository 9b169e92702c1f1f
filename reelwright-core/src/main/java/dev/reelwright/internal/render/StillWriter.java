package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageFormat;
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
import dev.reelwright.internal.isobmff.ImageProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
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
            if (coding.container() == null) {
                output.write(bytes(options.format(), coding, writable));
            } else {
                mux(coding, coding.container(), writable, output.scratch());
                complete(output, coding.layers().get(0).hdr());
            }
            output.commit();
        }
    }

    /** The file, where a coded picture is one. */
    static byte[] bytes(ImageFormat format, StillCoding coding, StillPicture picture) {
        StillCoding.Layer layer = coding.layers().get(0);
        try (Encoder encoder = Encoder.open(settings(layer, picture.size()), false);
                Frame source = StillToneMapping.frame(picture);
                Packet packet = new Packet()) {
            send(source, layer, encoder);
            if (!encoder.receive(packet)) {
                throw new MediaException(ErrorCode.ENCODE_FAILED, "the encoder of " + format + " images gave nothing");
            }
            return ColorProfiles.embed(format, packet.bytes());
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

    private static void mux(StillCoding coding, String container, StillPicture picture, Path file) {
        List<Encoder> encoders = new ArrayList<>();
        try (Muxer muxer = Muxer.create(file, container);
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

    /** The muxer of image files leaves out what goes beyond the colour tags. */
    private static void complete(OutputFile image, HdrMetadata hdr) {
        if (!hdr.isStatic()) {
            return;
        }
        byte[] completed;
        try {
            completed = ImageProperties.withHdr(Files.readAllBytes(image.scratch()), hdr);
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the image file cannot be completed: " + e.getMessage(), e);
        }
        image.write(completed);
    }

    private static void send(Frame source, StillCoding.Layer layer, Encoder encoder) {
        try (Frame converted = converted(source, layer)) {
            converted.color(layer.color());
            converted.hdr(layer.hdr());
            converted.pts(0);
            converted.duration(1);
            encoder.send(converted);
            encoder.send(null);
        }
    }

    private static Frame converted(Frame source, StillCoding.Layer layer) {
        Frame input = source.share();
        if (layer.filters().isEmpty() && source.pixelFormat().equals(layer.pixelFormat())) {
            return input;
        }
        Frame converted = new Frame();
        try (input;
                FilterGraph graph = new FilterGraph(input, CLOCK, Ratio.ONE, layer.chain(), threads(input))) {
            graph.push(input);
            graph.pull(converted);
            return converted;
        } catch (RuntimeException | Error e) {
            converted.close();
            throw e;
        }
    }

    /** Small pictures are done before threads have begun. */
    private static int threads(Frame picture) {
        return (long) picture.width() * picture.height() > LARGE ? 0 : 1;
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
                // the others have threads for pictures that follow each other
                layer.encoder().equals("libaom-av1") ? 0 : 1,
                EncoderSettings.Pass.SINGLE);
    }
}
