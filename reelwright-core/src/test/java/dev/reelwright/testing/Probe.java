package dev.reelwright.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code ffprobe} says of a file. */
public final class Probe {
    private final Path file;

    private Probe(Path file) {
        this.file = file;
    }

    public static Probe of(Path file) {
        return new Probe(file);
    }

    /** The streams' entries by name, in the order of the file; with frames counted by decoding. */
    public List<Map<String, String>> streams() {
        return sections("stream", List.of("-show_streams", "-count_frames", "-count_packets"));
    }

    /** The only stream of a kind: {@code video} or {@code audio}. */
    public Map<String, String> stream(String kind) {
        List<Map<String, String>> found =
                streams().stream().filter(s -> s.get("codec_type").equals(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError(file + " has " + found.size() + " " + kind + " streams: " + streams());
        }
        return found.get(0);
    }

    public double duration(String kind) {
        return Double.parseDouble(stream(kind).get("duration"));
    }

    public double start(String kind) {
        return Double.parseDouble(stream(kind).get("start_time"));
    }

    public Map<String, String> format() {
        return sections("format", List.of("-show_format")).get(0);
    }

    /** Entries of the packets of the streams that are selected, such as {@code v:0}. */
    public List<Map<String, String>> packets(String selection) {
        return sections("packet", List.of("-show_packets", "-show_data_hash", "md5", "-select_streams", selection));
    }

    public List<Map<String, String>> frames(String selection) {
        return sections("frame", List.of("-show_frames", "-select_streams", selection));
    }

    private List<Map<String, String>> sections(String name, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-of", "default"));
        arguments.addAll(options);
        arguments.add(file.toString());
        List<Map<String, String>> sections = new ArrayList<>();
        Map<String, String> current = null;
        for (String line : Programs.run("ffprobe", arguments).lines().toList()) {
            if (line.equals("[" + name.toUpperCase(java.util.Locale.ROOT) + "]")) {
                current = new LinkedHashMap<>();
                sections.add(current);
            } else if (current != null && line.indexOf('=') > 0) {
                current.putIfAbsent(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return sections;
    }
}
