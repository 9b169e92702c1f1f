package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.image.SpriteSheet;
import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is asked for of a scrub bar's thumbnails; only together with {@code --vtt}. */
final class SpriteOptions {
    private static final String BESIDE_THE_SHEET = "";

    @Option(
            names = "--vtt",
            required = true,
            arity = "0..1",
            preprocessor = AttachedOnly.class,
            paramLabel = "<file>",
            description = "Also write sprites and this WebVTT file; unless named, it is called like the sheet.")
    private String vtt = BESIDE_THE_SHEET;

    @Option(
            names = "--sprite-every",
            paramLabel = "<duration>",
            description = "A thumbnail for each such stretch; 1 s to 10 s by the length unless given.")
    private @Nullable MediaTime every;

    @Option(names = "--sprite-count", paramLabel = "<n>", description = "This many thumbnails instead.")
    private @Nullable Integer count;

    @Option(
            names = "--sprite-size",
            paramLabel = "<WxH>",
            description = "The box of a thumbnail; 160x160 unless given.")
    private @Nullable Size size;

    @Option(names = "--sprite-columns", paramLabel = "<n>", description = "Thumbnails in a row; 10 unless given.")
    private @Nullable Integer columns;

    @Option(
            names = "--sprite-limit",
            paramLabel = "<size>",
            description = "Largest file of an image, reached by lower quality or by more images.")
    private @Nullable ByteSize limit;

    @Option(
            names = "--sprite-frames",
            paramLabel = "exact|sync-in-cue|nearest-sync",
            description = "Which frames serve; exact unless given, the others are faster.")
    private FrameChoice frames = FrameChoice.EXACT;

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
        Path file = vtt.equals(BESIDE_THE_SHEET)
                ? sheet.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".vtt")
                : Path.of(vtt);
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
        if (every != null && count != null) {
            throw new IllegalArgumentException("--sprite-every and --sprite-count exclude each other");
        }
        SpriteSheet.Builder sprites = SpriteSheet.builder(asset).frames(frames);
        if (every != null) {
            sprites.every(every);
        }
        if (count != null) {
            sprites.count(count);
        }
        if (size != null) {
            sprites.tileSize(size);
        }
        if (columns != null) {
            sprites.columns(columns);
        }
        if (limit != null) {
            sprites.maximumBytes(limit.bytes());
        }
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
