package dev.reelwright.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.benchmarks.Probed.Picture;
import dev.reelwright.benchmarks.Probed.Stream;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Looks at files by {@code ffprobe}: an independent reader, so that no statement about an output is our own. */
final class Prober {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** About the stand-in for a library, and what its parser says of every Opus stream in Matroska, its own included. */
    private static final List<String> NOISE =
            List.of("no version information available", "Error parsing Opus packet header");

    private final Programs programs;

    Prober(Programs programs) {
        this.programs = programs;
    }

    Probed probe(Path file) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("reelwright-probe-", ".txt");
        try {
            Process process = programs.ffprobe(
                            List.of("-of", "json", "-show_format", "-show_streams", "-show_frames", file.toString()))
                    .redirectError(complaints.toFile())
                    .start();
            process.getOutputStream().close();
            JsonNode told = JSON.readTree(process.getInputStream());
            if (process.waitFor() != 0) {
                throw new IOException("ffprobe failed on " + file + ": " + Files.readString(complaints));
            }
            JsonNode format = told.path("format");
            String container = format.path("format_name").asText();
            List<Stream> streams = new ArrayList<>();
            for (JsonNode stream : told.path("streams")) {
                streams.add(stream(stream, told.path("frames"), container));
            }
            return new Probed(
                    container,
                    brand(told),
                    isFromZero(container) ? streams : fromZero(streams),
                    complaints(Files.readAllLines(complaints)));
        } finally {
            Files.delete(complaints);
        }
    }

    /** Coded bytes of the first video stream, and in how many packets. */
    Coded coded(Path file) throws IOException, InterruptedException {
        String sizes = Commands.run(programs.ffprobe(
                List.of("-select_streams", "v:0", "-show_entries", "packet=size", "-of", "csv=p=0", file.toString())));
        // the loader's remarks come in between
        long[] bytes = sizes.lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> line.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .toArray();
        return new Coded(LongStream.of(bytes).sum(), bytes.length);
    }

    /** What a stream takes. */
    record Coded(long bytes, int packets) {}

    private static List<String> complaints(List<String> lines) {
        return lines.stream()
                .filter(line -> NOISE.stream().noneMatch(line::contains))
                .map(line -> line.replaceAll(" @ 0x[0-9a-f]+", ""))
                .toList();
    }

    /** The major brand, wherever the file says it: tags that are carried over into other formats are found too. */
    private static String brand(JsonNode told) {
        List<JsonNode> tags = new ArrayList<>(List.of(told.path("format").path("tags")));
        told.path("streams").forEach(stream -> tags.add(stream.path("tags")));
        return tags.stream()
                .map(t -> t.path(t.has("MAJOR_BRAND") ? "MAJOR_BRAND" : "major_brand")
                        .asText("")
                        .strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Transport streams start their clock where they like, and FFmpeg starts that of MP3 after the coder's delay. */
    private static boolean isFromZero(String container) {
        return !container.equals("mpegts") && !container.equals("mp3");
    }

    private static List<Stream> fromZero(List<Stream> streams) {
        double first = streams.stream().mapToDouble(Stream::start).min().orElse(0);
        return streams.stream().map(s -> s.earlier(first)).toList();
    }

    private static Stream stream(JsonNode stream, JsonNode allFrames, String container) {
        String kind = stream.path("codec_type").asText();
        int sampleRate = stream.path("sample_rate").asInt();
        List<Double> times = new ArrayList<>();
        double end = 0;
        double longest = 0;
        for (JsonNode frame : allFrames) {
            if (frame.path("stream_index").asInt(-1) == stream.path("index").asInt() && frame.has("media_type")) {
                double start = frame.path(frame.has("pts_time") ? "pts_time" : "best_effort_timestamp_time")
                        .asDouble();
                double length = sampleRate > 0
                        ? frame.path("nb_samples").asDouble() / sampleRate
                        : frame.path("duration_time").asDouble();
                times.add(start);
                end = start + length;
                longest = Math.max(longest, length);
            }
        }
        dropPriming(times, stream, sampleRate);
        // an edit list ends a track inside its last frame, and shows it longer than to the next in order of decoding
        double told =
                stream.path("start_time").asDouble() + stream.path("duration").asDouble();
        if (container.contains("mov") && Math.abs(told - end) <= longest + OutcomeCells.EXACT) {
            end = told;
        }
        return new Stream(
                kind,
                stream.path("codec_name").asText(),
                kind.equals("video") ? picture(stream) : Picture.NONE,
                stream.path("channels").asInt(),
                sampleRate,
                times,
                end,
                longest);
    }

    /** Matroska tells how long the coder takes to get going; those samples come before 0 and are not played. */
    private static void dropPriming(List<Double> times, JsonNode stream, int sampleRate) {
        double priming = sampleRate > 0 ? stream.path("initial_padding").asDouble() / sampleRate : 0;
        if (!times.isEmpty() && times.get(0) < 0 && times.get(0) + priming >= -OutcomeCells.EXACT) {
            times.set(0, 0.0);
        }
    }

    private static Picture picture(JsonNode stream) {
        String aspect = stream.path("sample_aspect_ratio").asText("1:1");
        String pixelFormat = stream.path("pix_fmt").asText();
        int counterClockwise = 0;
        boolean metadata = false;
        for (JsonNode data : stream.path("side_data_list")) {
            counterClockwise += data.path("rotation").asInt();
            String type = data.path("side_data_type").asText();
            metadata |= type.startsWith("Mastering display") || type.startsWith("Content light level");
        }
        return new Picture(
                new Size(stream.path("width").asInt(), stream.path("height").asInt()),
                aspect.equals("0:1") ? "1:1" : aspect,
                pixelFormat,
                stream.path("color_primaries").asText("unspecified"),
                stream.path("color_transfer").asText("unspecified"),
                stream.path("color_space").asText("unspecified"),
                Math.floorMod(-counterClockwise, 360),
                pixelFormat.startsWith("yuva") || saysAlpha(stream.path("tags")),
                metadata);
    }

    /** WebM keeps transparency beside the pictures and says so in a tag, whose case depends on who wrote the file. */
    private static boolean saysAlpha(JsonNode tags) {
        return tags.path("alpha_mode").asText().equals("1")
                || tags.path("ALPHA_MODE").asText().equals("1");
    }
}
