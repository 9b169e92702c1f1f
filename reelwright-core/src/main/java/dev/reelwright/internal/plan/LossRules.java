package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is lost of tracks that are carried over into files of another type: the data file {@code losses.tsv}, read once. */
final class LossRules {
    private static final String RESOURCE = "losses.tsv";
    private static final Map<FileType, Map<What, String>> LOSSES = load();

    /** What a track may have that not all files hold. */
    enum What {
        TURN,
        CLEAN_APERTURE,
        MASTERING,
        DOLBY_VISION,
        HEVC_ALPHA,
        GROUP,
        DISABLED,
        VIDEO_LANGUAGE
    }

    private LossRules() {}

    /** What is lost, a line each, for people. */
    static List<String> lost(Track track, TrackPlan plan, FileType type) {
        List<String> lost = new ArrayList<>();
        if (plan.isCarriedOver() && !track.coverArt()) {
            LOSSES.getOrDefault(type, Map.of()).forEach((what, text) -> {
                if (has(track, what)) {
                    lost.add("track " + track.id() + ": " + text);
                }
            });
        }
        return lost;
    }

    private static boolean has(Track track, What what) {
        Optional<FormatDescription.Video> video =
                track.format() instanceof FormatDescription.Video v ? Optional.of(v) : Optional.empty();
        return switch (what) {
            case TURN -> track.isVideo() && !track.transform().isIdentity();
            case CLEAN_APERTURE -> video.filter(v -> v.cleanAperture() != null).isPresent();
            case MASTERING -> video.filter(v -> v.hdr().isStatic()).isPresent();
            case DOLBY_VISION ->
                video.filter(v -> v.hdr().dolbyVisionProfile() > 0).isPresent();
            case HEVC_ALPHA ->
                video.filter(v -> v.hasAlpha() && v.codec().equals("hevc")).isPresent();
            case GROUP -> track.alternateGroup() != 0;
            case DISABLED -> !track.enabled();
            case VIDEO_LANGUAGE ->
                track.isVideo()
                        && !track.language().isEmpty()
                        && !track.language().equals("und");
        };
    }

    private static Map<FileType, Map<What, String>> load() {
        try (InputStream in = LossRules.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the library's archive");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the table: a type, what it does not hold and what is said of it, tab-separated. */
    static Map<FileType, Map<What, String>> parse(List<String> lines) {
        Map<FileType, Map<What, String>> table = new EnumMap<>(FileType.class);
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != 3) {
                throw new IllegalArgumentException("'" + line + "' has no three columns");
            }
            FileType type = FileType.ofName(cells[0])
                    .orElseThrow(() -> new IllegalArgumentException("'" + cells[0] + "' is no file type"));
            What what = What.valueOf(cells[1].toUpperCase(Locale.ROOT));
            if (table.computeIfAbsent(type, t -> new EnumMap<>(What.class)).put(what, cells[2]) != null) {
                throw new IllegalArgumentException("'" + line + "' is there twice");
            }
        }
        return table;
    }
}
