package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.internal.isobmff.Cursor.FullBoxHeader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link MovieFacts} from a file. Sample tables, media data, metadata and movie fragments are passed over by
 * position.
 *
 * <p>Boxes that are not needed may be damaged; a needed box that is missing or too short is a
 * {@link MalformedBoxException}.
 */
public final class MovieReader {

    /** The largest {@code moov} box that is looked into, in bytes. */
    static final long MOOV_LIMIT = 256L << 20;

    private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "wide", "mdat", "free", "skip");
    private static final String NO_BRAND = BoxSource.fourCc(0);

    private final BoxSource source;

    private MovieReader(BoxSource source) {
        this.source = source;
    }

    /** As {@link #read(SeekableByteChannel)}, for a file that is opened and closed here. */
    public static @Nullable MovieFacts read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        }
    }

    /**
     * Returns the facts of the file's first {@code moov} box, or null if the file is not ISO base media or QuickTime,
     * or holds no {@code moov} box that can be reached.
     *
     * @param file the file, read from its first byte on; its position is moved
     * @throws MalformedBoxException if the {@code moov} box is larger than 256 MiB or a needed box in it makes no sense
     */
    public static @Nullable MovieFacts read(SeekableByteChannel file) throws IOException {
        return new MovieReader(new BoxSource(file)).file();
    }

    private @Nullable MovieFacts file() throws IOException {
        Box box = source.topLevelAt(0);
        if (box == null || !FIRST_BOXES.contains(box.type())) {
            return null;
        }
        List<String> brands = List.of();
        while (box != null && !box.type().equals("moov")) {
            if (box.type().equals("ftyp")) {
                brands = ftyp(box);
            }
            box = source.topLevelAt(box.end());
        }
        return box == null ? null : moov(box, brands);
    }

    private List<String> ftyp(Box box) throws IOException {
        Cursor in = source.open(box);
        Set<String> brands = new LinkedHashSet<>();
        brands.add(in.fourCc());
        in.skip(Integer.BYTES); // minor version
        while (in.remaining() >= Integer.BYTES) {
            brands.add(in.fourCc());
        }
        // Some writers pad the list of compatible brands with zeros.
        brands.remove(NO_BRAND);
        return List.copyOf(brands);
    }

    private MovieFacts moov(Box box, List<String> brands) throws IOException {
        if (box.size() > MOOV_LIMIT) {
            throw new MalformedBoxException(
                    box, "%d bytes exceed the limit of %d for a moov box".formatted(box.size(), MOOV_LIMIT));
        }
        Container moov = source.children(box);
        TrackReader trackReader = new TrackReader(source);
        List<TrackFacts> tracks = new ArrayList<>();
        for (Box child : moov.boxes()) {
            if (child.type().equals("trak")) {
                tracks.add(trackReader.trak(child));
            }
        }
        boolean fragmented = moov.first("mvex") != null;
        return mvhd(moov.require("mvhd"), brands, fragmented, tracks);
    }

    private MovieFacts mvhd(Box box, List<String> brands, boolean fragmented, List<TrackFacts> tracks)
            throws IOException {
        Cursor in = source.open(box);
        FullBoxHeader header = in.fullBox();
        in.skipTimes(header);
        long timescale = in.timescale();
        long duration = in.duration(header);
        return new MovieFacts(brands, timescale, duration, fragmented, tracks);
    }
}
