package dev.reelwright.cli;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.export.AlternateTracks;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.TrimMode;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read. What cannot be read is refused with what would have been accepted. */
final class Values {
    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,9})[:/]([0-9]{1,9})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");

    private Values() {}

    /** Teaches a command and its subcommands to read the types of this library. */
    static void register(CommandLine command) {
        // picocli knows paths by reflection alone, which takes a tenth of a start
        command.registerConverter(Path.class, explained(Path::of));
        command.registerConverter(MediaTime.class, explained(MediaTime::parse));
        command.registerConverter(Size.class, explained(Size::parse));
        command.registerConverter(ByteSize.class, explained(ByteSize::parse));
        command.registerConverter(FileType.class, explained(Values::fileType));
        command.registerConverter(ImageFormat.class, explained(Values::imageFormat));
        command.registerConverter(DynamicRangePolicy.class, explained(Values::dynamicRange));
        command.registerConverter(FrameChoice.class, explained(Values::frameChoice));
        command.registerConverter(ExportPreset.class, explained(PresetNames::find));
        command.registerConverter(MetadataItem.class, explained(Values::metadataItem));
        command.registerConverter(AlternateTracks.class, explained(Values::alternateTracks));
        command.registerConverter(Deinterlace.class, explained(Values::deinterlace));
        command.registerConverter(TrimMode.class, explained(Values::trimMode));
        command.registerConverter(SampleClip.Codec.class, explained(Values::sampleCodec));
    }

    /** picocli shows a converter's reason only when it comes as an exception of its own. */
    private static <T> ITypeConverter<T> explained(Function<String, T> converter) {
        return new Explained<>(converter);
    }

    /** A class of its own, for lambdas of picocli's types keep the JDK from archiving them for quick starts. */
    private record Explained<T>(Function<String, T> converter) implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            try {
                return converter.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    static FileType fileType(String name) {
        return FileType.ofName(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no file type; accepted are "
                        + Arrays.stream(FileType.values())
                                .map(FileType::commandName)
                                .collect(Collectors.joining(", "))));
    }

    static ImageFormat imageFormat(String name) {
        return ImageFormat.ofName(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is no image format; accepted are jpeg, png, webp, avif"));
    }

    static DynamicRangePolicy dynamicRange(String name) {
        return switch (name) {
            case "sdr" -> DynamicRangePolicy.FORCE_SDR;
            case "source" -> DynamicRangePolicy.MATCH_SOURCE;
            default ->
                throw new IllegalArgumentException("'" + name + "' is no dynamic range; accepted are sdr, source");
        };
    }

    static FrameChoice frameChoice(String name) {
        return Arrays.stream(FrameChoice.values())
                .filter(choice -> commandName(choice).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no choice of frames; accepted are "
                        + Arrays.stream(FrameChoice.values())
                                .map(Values::commandName)
                                .collect(Collectors.joining(", "))));
    }

    /** An identifier, an equals sign and a text. */
    static MetadataItem metadataItem(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no metadata; it is an identifier and a value, as in comn/title=Holiday or itsk/%A9nam=Holiday");
        }
        return MetadataItem.of(text.substring(0, equals), text.substring(equals + 1));
    }

    static AlternateTracks alternateTracks(String name) {
        return switch (name) {
            case "none" -> AlternateTracks.NONE;
            case "preserve" -> AlternateTracks.PRESERVE;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is nothing to do with alternate tracks; accepted are none, preserve");
        };
    }

    static Deinterlace deinterlace(String name) {
        return switch (name) {
            case "auto" -> Deinterlace.AUTO;
            case "off" -> Deinterlace.OFF;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is nothing to do with interlaced pictures; accepted are auto, off");
        };
    }

    static TrimMode trimMode(String name) {
        return switch (name) {
            case "auto" -> TrimMode.AUTO;
            case "edit-list" -> TrimMode.EDIT_LIST;
            case "smart" -> TrimMode.SMART_CUT;
            case "keyframe" -> TrimMode.KEYFRAME;
            case "encode" -> TrimMode.ENCODE;
            default ->
                throw new IllegalArgumentException(
                        "'" + name + "' is no way to cut; accepted are auto, edit-list, smart, keyframe, encode");
        };
    }

    private static String commandName(FrameChoice choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SampleClip.Codec sampleCodec(String name) {
        return SampleClip.Codec.ofName(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + name + "' is no codec of sample clips; accepted are "
                                + Arrays.stream(SampleClip.Codec.values())
                                        .map(SampleClip.Codec::commandName)
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * A frame rate: {@code 30}, {@code 30000/1001}, or a decimal. Decimals that abbreviate a rate of n·1000/1001, such as
     * {@code 29.97} and {@code 23.976}, mean that rate, which is what cameras that say so record.
     */
    static Ratio frameRate(String text) {
        if (NUMBER.matcher(text).matches() && text.indexOf('.') >= 0) {
            double nominal = Double.parseDouble(text) * 1.001;
            long whole = Math.round(nominal);
            if (whole > 0
                    && Math.abs(nominal - whole) < 0.005
                    && new BigDecimal(text).stripTrailingZeros().scale() > 1) {
                return new Ratio(Math.toIntExact(whole * 1000), 1001);
            }
        }
        return ratio(text, "frame rate", "30, 29.97 or 30000/1001");
    }

    /** The shape of a pixel: {@code 4:3}, {@code 4/3} or {@code 1}. */
    static Ratio pixelAspect(String text) {
        return ratio(text, "pixel aspect", "4:3 or 1");
    }

    private static Ratio ratio(String text, String noun, String examples) {
        Matcher fraction = FRACTION.matcher(text);
        Ratio ratio = Ratio.UNKNOWN;
        if (fraction.matches()) {
            ratio = new Ratio(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)));
        } else if (NUMBER.matcher(text).matches()) {
            MediaTime exact = MediaTime.parse(text);
            ratio = new Ratio(Math.toIntExact(exact.value()), exact.timescale());
        }
        if (!ratio.isKnown()) {
            throw new IllegalArgumentException("'" + text + "' is no " + noun + "; write " + examples);
        }
        return ratio;
    }

    /** Lets an option read {@link #frameRate}. */
    static void readFrameRates(OptionSpec.Builder option) {
        option.converters(explained(Values::frameRate));
    }

    /** Lets an option read {@link #pixelAspect}. */
    static void readPixelAspects(OptionSpec.Builder option) {
        option.converters(explained(Values::pixelAspect));
    }
}
