package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a WebVTT file of thumbnails as strictly as an author may write one (W3C WebVTT §4.1, Media Fragments URI 1.0
 * §4.2.2); fails the test, saying where, on anything else.
 */
public final class WebVttThumbnails {
    private static final Pattern HEADER = Pattern.compile("WEBVTT([ \\t].*)?");
    private static final Pattern TIMES = Pattern.compile(
            "((?:\\d{2,}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})[ \\t]+-->[ \\t]+((?:\\d{2,}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})");
    private static final Pattern FRAGMENT = Pattern.compile("xywh=(?:pixel:)?(\\d+),(\\d+),(\\d+),(\\d+)");

    private WebVttThumbnails() {}

    /** A cue: times in milliseconds, the image it names, and a rectangle of it. */
    public record Cue(long start, long end, Path image, int x, int y, int width, int height) {}

    /** The cues in the order of the file, each named image being there and holding the rectangles. */
    public static List<Cue> read(Path file) {
        List<String> lines = Arrays.asList(text(file).split("\n", -1));
        check(HEADER.matcher(lines.get(0)).matches(), "no WebVTT header", lines, 0);
        check(lines.size() > 1 && lines.get(1).isEmpty(), "no empty line after the header", lines, 1);
        List<Cue> cues = new ArrayList<>();
        Map<Path, int[]> sizes = new java.util.HashMap<>();
        int at = 2;
        while (at < lines.size()) {
            if (lines.get(at).isEmpty()) {
                at++;
                continue;
            }
            Matcher times = TIMES.matcher(lines.get(at));
            check(times.matches(), "no cue timing", lines, at);
            check(at + 1 < lines.size() && !lines.get(at + 1).isEmpty(), "no payload", lines, at + 1);
            Cue cue = cue(times, lines.get(at + 1), file);
            check(cue.end > cue.start, "the cue does not last", lines, at);
            boolean ordered = cues.isEmpty() || cues.get(cues.size() - 1).start <= cue.start;
            check(ordered, "the cue begins before the one above", lines, at);
            int[] size = sizes.computeIfAbsent(cue.image, WebVttThumbnails::sizeOf);
            boolean inside =
                    cue.width > 0 && cue.height > 0 && cue.x + cue.width <= size[0] && cue.y + cue.height <= size[1];
            check(inside, "outside of the image of " + size[0] + "x" + size[1], lines, at + 1);
            check(at + 2 < lines.size() && lines.get(at + 2).isEmpty(), "no end of the cue", lines, at + 2);
            cues.add(cue);
            at += 3;
        }
        return cues;
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cue cue(Matcher times, String payload, Path file) {
        if (payload.contains("-->") || payload.matches(".*[<&\\s].*")) {
            throw new AssertionError("the payload holds what WebVTT reads as its own: " + payload);
        }
        // fails on characters that an address may not hold
        URI address = URI.create(payload);
        if (address.isAbsolute() || address.getRawQuery() != null || address.getRawFragment() == null) {
            throw new AssertionError("no relative address with a fragment: " + payload);
        }
        Matcher fragment = FRAGMENT.matcher(address.getRawFragment());
        if (!fragment.matches()) {
            throw new AssertionError("no rectangle: " + payload);
        }
        int[] numbers = new int[4];
        for (int i = 0; i < 4; i++) {
            numbers[i] = Integer.parseInt(fragment.group(i + 1));
        }
        Path image = file.resolveSibling(address.getPath());
        return new Cue(
                millis(times.group(1)), millis(times.group(2)), image, numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static long millis(String clock) {
        long sixtieths = 0;
        String[] parts = clock.split("[:.]");
        for (String part : Arrays.copyOf(parts, parts.length - 1)) {
            sixtieths = sixtieths * 60 + Long.parseLong(part);
        }
        return sixtieths * 1000 + Long.parseLong(parts[parts.length - 1]);
    }

    private static int[] sizeOf(Path image) {
        Map<String, String> stream = Probe.of(image).stream("video");
        return new int[] {Integer.parseInt(stream.get("width")), Integer.parseInt(stream.get("height"))};
    }

    private static void check(boolean holds, String complaint, List<String> lines, int at) {
        if (!holds) {
            String line = at < lines.size() ? lines.get(at) : "the end of the file";
            throw new AssertionError("line " + (at + 1) + ": " + complaint + ": " + line);
        }
    }
}
