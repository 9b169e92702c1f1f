package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.internal.isobmff.Cursor.FullBoxHeader;
import dev.reelwright.internal.isobmff.TrackApertures.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code trak} box; a method a box, in the order of the specification (ISO/IEC 14496-12 §8.3 to §8.6). */
final class TrackReader {

    private static final Set<String> VISUAL_HANDLERS = Set.of("vide", "auxv", "pict");
    private static final int MATRIX_SIZE = 9;
    private static final float VOLUME_ONE = 1 << 8;

    /** What precedes the child boxes of a visual sample entry, its header not counted (ISO/IEC 14496-12 §12.1.3). */
    private static final int VISUAL_SAMPLE_ENTRY_FIELDS = 78;

    private final BoxSource source;

    TrackReader(BoxSource source) {
        this.source = source;
    }

    TrackFacts trak(Box box) throws IOException {
        Container trak = source.children(box);
        TrackHeader header = tkhd(trak.require("tkhd"));
        Media media = mdia(trak.require("mdia"));
        return new TrackFacts(
                header.id,
                header.enabled,
                header.alternateGroup,
                header.layer,
                header.volume,
                header.matrix,
                header.width,
                header.height,
                media.handler,
                media.header.timescale,
                media.header.duration,
                media.header.language,
                media.extendedLanguage,
                edts(trak.first("edts")),
                media.samples.cleanAperture,
                media.samples.pixelAspect,
                tapt(trak.first("tapt")),
                tref(trak.first("tref")),
                media.samples.formats);
    }

    private TrackHeader tkhd(Box box) throws IOException {
        Cursor in = source.open(box);
        FullBoxHeader header = in.fullBox();
        in.skipTimes(header);
        int id = in.i32();
        in.skip(Integer.BYTES + header.timeBytes() + 2 * Integer.BYTES); // reserved, duration, reserved
        int layer = in.i16();
        int alternateGroup = in.i16();
        float volume = in.i16() / VOLUME_ONE;
        in.skip(Short.BYTES);
        List<Integer> matrix = new ArrayList<>();
        for (int i = 0; i < MATRIX_SIZE; i++) {
            matrix.add(in.i32());
        }
        boolean enabled = (header.flags() & 1) != 0;
        return new TrackHeader(id, enabled, alternateGroup, layer, volume, matrix, in.u16Point16(), in.u16Point16());
    }

    private @Nullable TrackApertures tapt(@Nullable Box box) throws IOException {
        if (box == null) {
            return null;
        }
        Container tapt = source.children(box);
        return new TrackApertures(
                aperture(tapt.first("clef")), aperture(tapt.first("prof")), aperture(tapt.first("enof")));
    }

    private @Nullable Size aperture(@Nullable Box box) throws IOException {
        if (box == null) {
            return null;
        }
        Cursor in = source.open(box);
        in.fullBox();
        return new Size(in.u16Point16(), in.u16Point16());
    }

    private Map<String, List<Integer>> tref(@Nullable Box box) throws IOException {
        Map<String, List<Integer>> references = new LinkedHashMap<>();
        if (box == null) {
            return references;
        }
        for (Box reference : source.children(box).boxes()) {
            Cursor in = source.open(reference);
            List<Integer> ids = references.computeIfAbsent(reference.type(), type -> new ArrayList<>());
            while (in.remaining() >= Integer.BYTES) {
                ids.add(in.i32());
            }
        }
        return references;
    }

    private List<EditEntry> edts(@Nullable Box box) throws IOException {
        Box elst = box == null ? null : source.children(box).first("elst");
        return elst == null ? List.of() : elst(elst);
    }

    private List<EditEntry> elst(Box box) throws IOException {
        Cursor in = source.open(box);
        FullBoxHeader header = in.fullBox();
        boolean wide = header.version() == 1;
        int count = in.count(2 * header.timeBytes() + Integer.BYTES);
        List<EditEntry> edits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long segmentDuration = wide ? in.i64() : in.u32();
            if (segmentDuration < 0) {
                throw in.malformed("the duration of edit %d is negative: %d".formatted(i, segmentDuration));
            }
            long mediaTime = wide ? in.i64() : in.i32();
            edits.add(new EditEntry(segmentDuration, mediaTime, in.i16Point16()));
        }
        return edits;
    }

    private Media mdia(Box box) throws IOException {
        Container mdia = source.children(box);
        MediaHeader header = mdhd(mdia.require("mdhd"));
        String handler = hdlr(mdia.require("hdlr"));
        return new Media(header, handler, elng(mdia.first("elng")), minf(mdia.first("minf"), handler));
    }

    private MediaHeader mdhd(Box box) throws IOException {
        Cursor in = source.open(box);
        FullBoxHeader header = in.fullBox();
        in.skipTimes(header);
        long timescale = in.timescale();
        long duration = in.duration(header);
        return new MediaHeader(timescale, duration, MediaLanguage.of(in.u16()));
    }

    private String hdlr(Box box) throws IOException {
        Cursor in = source.open(box);
        in.skip(2 * Integer.BYTES); // version and flags; QuickTime's component type, zero elsewhere
        return in.fourCc();
    }

    private @Nullable String elng(@Nullable Box box) throws IOException {
        if (box == null) {
            return null;
        }
        Cursor in = source.open(box);
        in.fullBox();
        String tag = in.text();
        return tag.isEmpty() ? null : tag;
    }

    private SampleEntries minf(@Nullable Box box, String handler) throws IOException {
        Box stbl = box == null ? null : source.children(box).first("stbl");
        Box stsd = stbl == null ? null : source.children(stbl).first("stsd");
        return stsd == null ? SampleEntries.NONE : stsd(stsd, VISUAL_HANDLERS.contains(handler));
    }

    private SampleEntries stsd(Box box, boolean visual) throws IOException {
        Cursor in = source.open(box);
        in.skip(Integer.BYTES); // version and flags
        int count = in.count(2 * Integer.BYTES);
        List<String> formats = new ArrayList<>();
        CleanAperture cleanAperture = null;
        PixelAspect pixelAspect = null;
        Box entry = source.childAt(box.contentOffset() + 2 * Integer.BYTES, box);
        while (entry != null && formats.size() < count) {
            formats.add(entry.type());
            if (visual) {
                Container extensions = source.children(entry, entry.contentOffset() + VISUAL_SAMPLE_ENTRY_FIELDS);
                cleanAperture = cleanAperture == null ? clap(extensions.first("clap")) : cleanAperture;
                pixelAspect = pixelAspect == null ? pasp(extensions.first("pasp")) : pixelAspect;
            }
            entry = source.childAt(entry.end(), box);
        }
        return new SampleEntries(formats, cleanAperture, pixelAspect);
    }

    /** Null also for a fraction over zero, which some writers leave behind in place of no clean aperture. */
    private @Nullable CleanAperture clap(@Nullable Box box) throws IOException {
        if (box == null) {
            return null;
        }
        Cursor in = source.open(box);
        CleanAperture clap =
                new CleanAperture(in.u32(), in.u32(), in.u32(), in.u32(), in.i32(), in.u32(), in.i32(), in.u32());
        boolean defined = clap.widthD() > 0 && clap.heightD() > 0 && clap.horizOffD() > 0 && clap.vertOffD() > 0;
        return defined ? clap : null;
    }

    /** Null also for a ratio with a zero in it, which states nothing. */
    private @Nullable PixelAspect pasp(@Nullable Box box) throws IOException {
        if (box == null) {
            return null;
        }
        Cursor in = source.open(box);
        PixelAspect pasp = new PixelAspect(in.u32(), in.u32());
        return pasp.hSpacing() > 0 && pasp.vSpacing() > 0 ? pasp : null;
    }

    private record TrackHeader(
            int id,
            boolean enabled,
            int alternateGroup,
            int layer,
            float volume,
            List<Integer> matrix,
            double width,
            double height) {}

    private record Media(
            MediaHeader header, String handler, @Nullable String extendedLanguage, SampleEntries samples) {}

    private record MediaHeader(long timescale, long duration, String language) {}

    private record SampleEntries(
            List<String> formats,
            @Nullable CleanAperture cleanAperture,
            @Nullable PixelAspect pixelAspect) {

        static final SampleEntries NONE = new SampleEntries(List.of(), null, null);
    }
}
