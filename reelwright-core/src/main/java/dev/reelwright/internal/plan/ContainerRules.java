package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which codings the containers hold, by FFmpeg's names: the data file {@code containers.tsv}, read once. */
public final class ContainerRules {
    private static final String RESOURCE = "containers.tsv";

    private static final Set<FileType> MOVIES = EnumSet.of(
            FileType.MOV, FileType.MP4, FileType.M4V, FileType.M4A, FileType.MOBILE_3GPP, FileType.MOBILE_3GPP2);

    private static final Set<FileType> ONE_TRACK =
            EnumSet.of(FileType.FLAC, FileType.MP3, FileType.WAV, FileType.AIFF, FileType.AIFC, FileType.CAF);

    private static final Map<FileType, Map<Content, Set<String>>> HOLDS = load();

    /** What a container may hold codings of. */
    public enum Content {
        VIDEO,
        AUDIO,
        TEXT,
        DATA,
        /** A picture that decorates the file. */
        COVER
    }

    private ContainerRules() {}

    /** Whether files of this type hold tracks of this coding; {@code pcm} is what presets call samples as they are. */
    public static boolean holds(FileType type, String codec) {
        if (codec.equals("pcm")) {
            return codecs(type, Content.AUDIO).stream().anyMatch(c -> c.startsWith("pcm_s16"));
        }
        return Arrays.stream(Content.values()).anyMatch(c -> c != Content.COVER && holds(type, c, codec));
    }

    /** Whether files of this type hold this coding as this. */
    public static boolean holds(FileType type, Content content, String codec) {
        return codecs(type, content).contains(codec);
    }

    /** The codings that files of this type hold as this, the preferred one first. */
    public static Set<String> codecs(FileType type, Content content) {
        return HOLDS.getOrDefault(type, Map.of()).getOrDefault(content, Set.of());
    }

    /** The types whose files hold this coding as this, for people. */
    static String holders(Content content, String codec) {
        return Arrays.stream(FileType.values())
                .filter(type -> holds(type, content, codec))
                .map(FileType::commandName)
                .collect(Collectors.joining(", "));
    }

    /** The coding of samples as they are, of so many bits, that files of this type hold. */
    static String pcm(FileType type, int bits) {
        return codecs(type, Content.AUDIO).stream()
                .filter(c -> c.startsWith("pcm_s" + bits))
                .findFirst()
                .orElse("pcm_s" + bits + "le");
    }

    /** Whether its files are one coded sound and nothing else. */
    static boolean holdsOneTrack(FileType type) {
        return ONE_TRACK.contains(type);
    }

    /** Whether its files are of the family of QuickTime and ISO/IEC 14496-12, whose index comes last unless it is moved. */
    public static boolean isMovie(FileType type) {
        return MOVIES.contains(type);
    }

    private static Map<FileType, Map<Content, Set<String>>> load() {
        try (InputStream in = ContainerRules.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the library's archive");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the table: a type, what it holds and the codings, tab-separated; lines that begin with {@code #} left out. */
    static Map<FileType, Map<Content, Set<String>>> parse(List<String> lines) {
        Map<FileType, Map<Content, Set<String>>> table = new EnumMap<>(FileType.class);
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
            Content content = Content.valueOf(cells[1].toUpperCase(Locale.ROOT));
            Set<String> codecs = new LinkedHashSet<>(Arrays.asList(cells[2].split(" ")));
            if (table.computeIfAbsent(type, t -> new EnumMap<>(Content.class))
                            .put(content, Collections.unmodifiableSet(codecs))
                    != null) {
                throw new IllegalArgumentException("'" + line + "' is there twice");
            }
        }
        return table;
    }
}
