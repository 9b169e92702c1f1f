package dev.reelwright.cli;

import static dev.reelwright.cli.Argument.option;

import dev.reelwright.asset.Asset;
import dev.reelwright.image.SpriteSheet;
import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What is asked for of a scrub bar's thumbnails; only together with {@code --vtt}. */
final class SpriteOptions {
    private static final String BESIDE_THE_SHEET = "";

    private final Argument<String> vtt = option(
            "--vtt",
            "<file>",
            String.class,
            "Also write sprites and this WebVTT file; unless named, it is called like the sheet.",
            spec -> spec.required(true).arity("0..1").preprocessor(new AttachedOnly()));

    private final Argument<MediaTime> every = option(
            "--sprite-every",
            "<duration>",
            MediaTime.class,
            "A thumbnail for each such stretch; 1 s to 10 s by the length unless given.");

    private final Argument<Integer> count =
            option("--sprite-count", "<n>", Integer.class, "This many thumbnails instead.");

    private final Argument<Size> size =
            option("--sprite-size", "<WxH>", Size.class, "The box of a thumbnail; 160x160 unless given.");

    private final Argument<Integer> columns =
            option("--sprite-columns", "<n>", Integer.class, "Thumbnails in a row; 10 unless given.");

    private final Argument<ByteSize> limit = option(
            "--sprite-limit",
            "<size>",
            ByteSize.class,
            "Largest file of an image, reached by lower quality or by more images.");

    private final Argument<FrameChoice> frames = option(
                    "--sprite-frames",
                    "exact|sync-in-cue|nearest-sync",
                    FrameChoice.class,
                    "Which frames serve; exact unless given, the others are faster.")
            .or(FrameChoice.EXACT);

    /** What picocli reads them by. */
    ArgGroupSpec spec() {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(false).heading("%nThumbnails:%n");
        for (Argument<?> argument : List.of(vtt, every, count, size, columns, limit, frames)) {
            group.addArg(argument.spec());
        }
        return group.build();
    }

    /** Whether thumbnails were asked for. */
    boolean areWanted() {
        return vtt.isGiven();
    }

    /** The value of an option only where it is attached to it; the next word is a parameter of its own. */
    static final class AttachedOnly implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli's own choice of a collection
        public boolean preprocess(
                Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> parser) {
            if (!"=".equals(parser.get("separator"))) {
                words.push(BESIDE_THE_SHEET);
            }
            return false;
        }
    }

    /** The WebVTT file that comes with this sheet. */
    Path webVtt(Path sheet) {
        String name = String.valueOf(sheet.getFileName());
        Path file = vtt.get().equals(BESIDE_THE_SHEET)
                ? sheet.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".vtt")
                : Path.of(vtt.get());
        String stem = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.vtt$", "");
        boolean sameFolder = file.resolveSibling(name)
                .toAbsolutePath()
                .normalize()
                .equals(sheet.toAbsolutePath().normalize());
        if (sameFolder && name.matches(Pattern.quote(stem) + "-[0-9]{3,}\\.[^.]+")) {
            throw new IllegalArgumentException(
                    "the sheet " + sheet + " is called like a sprite of " + file + "; name one of them otherwise");
        }
        return file;
    }

    SpriteSheet of(Asset asset) {
        if (every.isGiven() && count.isGiven()) {
            throw new IllegalArgumentException("--sprite-every and --sprite-count exclude each other");
        }
        SpriteSheet.Builder sprites = SpriteSheet.builder(asset).frames(frames.get());
        every.ifGiven(sprites::every);
        count.ifGiven(sprites::count);
        size.ifGiven(sprites::tileSize);
        columns.ifGiven(sprites::columns);
        limit.ifGiven(most -> sprites.maximumBytes(most.bytes()));
        return sprites.build();
    }

    static Json json(SpriteSheet.Result result) {
        Size tile = result.tiles().get(0).size();
        return Json.object()
                .put("webVtt", result.webVtt().toString())
                .put(
                        "images",
                        Json.strings(
                                result.images().stream().map(Path::toString).toList()))
                .put("cues", result.cues().size())
                .put("tiles", result.tiles().size())
                .put("tileWidth", tile.width())
                .put("tileHeight", tile.height())
                .build();
    }
}
