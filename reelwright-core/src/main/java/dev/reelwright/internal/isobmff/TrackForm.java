package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.internal.isobmff.CarriedBoxes.Level;
import dev.reelwright.internal.isobmff.CarriedBoxes.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a movie file says of a track whose samples are carried over, beside their times: descriptions of its samples, boxes
 * of the track, its order and loudness. Put into the track that a muxer wrote, which knows a part of it. What goes along is
 * ruled by {@code carried-boxes.tsv}.
 */
public final class TrackForm {
    /** More than this of a track, its tables not counted, is not what descriptions look like. */
    private static final int LARGEST = 4 << 20;

    private final boolean quickTime;
    private final HeaderFields header;
    private final HandlerName handler;
    private final Optional<MediaForm> data;
    private final byte[] mediaHeader;
    private final Optional<SampleEntry> entry;
    private final List<BoxTree> boxes;
    private final SampleTables tables;
    private final boolean allSamples;

    private TrackForm(
            boolean quickTime,
            HeaderFields header,
            HandlerName handler,
            Optional<MediaForm> data,
            byte[] mediaHeader,
            Optional<SampleEntry> entry,
            List<BoxTree> boxes,
            SampleTables tables,
            boolean allSamples) {
        this.quickTime = quickTime;
        this.header = header;
        this.handler = handler;
        this.data = data;
        this.mediaHeader = mediaHeader;
        this.entry = entry;
        this.boxes = boxes;
        this.tables = tables;
        this.allSamples = allSamples;
    }

    /** Those of all tracks that can be read, by their ids; none where the file is no movie. */
    public static Map<Integer, TrackForm> read(SeekableByteChannel channel) throws IOException {
        Map<Integer, TrackForm> forms = new LinkedHashMap<>();
        BoxSource source = new BoxSource(channel);
        boolean quickTime = true;
        Box moov = source.topLevelAt(0);
        while (moov != null && !moov.type().equals("moov")) {
            if (moov.type().equals("ftyp")) {
                quickTime = source.open(moov).fourCc().equals(MovieFinisher.QUICKTIME_BRAND);
            }
            moov = source.topLevelAt(moov.end());
        }
        if (moov == null) {
            return forms;
        }
        for (Box box : source.children(moov).boxes()) {
            if (box.type().equals("trak")) {
                // each with a limit of its own
                readTrack(new BoxSource(channel), box, quickTime, forms);
            }
        }
        return forms;
    }

    private static void readTrack(BoxSource source, Box box, boolean quickTime, Map<Integer, TrackForm> forms)
            throws IOException {
        try {
            forms.put(new TrackReader(source).trak(box).id(), track(source, source.children(box), quickTime));
        } catch (MalformedBoxException e) {
            // the muxer's own has to do
            System.getLogger(TrackForm.class.getName())
                    .log(System.Logger.Level.DEBUG, "what is said of a track cannot be carried over", e);
        }
    }

    private static TrackForm track(BoxSource source, Container track, boolean quickTime) throws IOException {
        Container media = source.children(track.require("mdia"));
        HandlerName handler = HandlerName.read(source.content(media.require("hdlr")));
        Container information = source.children(media.require("minf"));
        Container tables = source.children(information.require("stbl"));
        boolean known = SampleEntry.isKnown(handler.type());
        Box mediaHeader = information.first(SampleEntry.isVisual(handler.type()) ? "vmhd" : "smhd");
        return new TrackForm(
                quickTime,
                HeaderFields.read(source.content(track.require("tkhd"))),
                handler,
                MediaForm.isData(handler.type())
                        ? Optional.of(MediaForm.read(source, media, information, tables))
                        : Optional.empty(),
                known && mediaHeader != null ? source.content(mediaHeader) : new byte[0],
                known
                        ? SampleEntry.only(
                                ByteBuffer.wrap(source.content(small(tables.require("stsd")))), handler.type())
                        : Optional.empty(),
                boxes(source, track),
                known ? SampleTables.read(source, tables) : SampleTables.NONE,
                true);
    }

    private static List<BoxTree> boxes(BoxSource source, Container track) throws IOException {
        List<BoxTree> kept = new ArrayList<>();
        for (Box box : track.boxes()) {
            if (CarriedBoxes.rule(Level.TRACK, box.type()) == Rule.KEEP) {
                kept.add(BoxTree.of(box.type(), source.content(small(box))));
            }
        }
        return kept;
    }

    private static Box small(Box box) throws MalformedBoxException {
        if (box.truncated() || box.size() > LARGEST) {
            throw new MalformedBoxException(box, "it is not carried over for its size of " + box.size() + " bytes");
        }
        return box;
    }

    /** The same for a track of which some samples are encoded anew. */
    public TrackForm withOtherSamples() {
        return new TrackForm(quickTime, header, handler, data, mediaHeader, entry, boxes, SampleTables.NONE, false);
    }

    /** What timed data is, where it is timed data. */
    public Optional<MediaForm> data() {
        return data;
    }

    /** Bytes that a track grows by, at most. */
    long size() {
        long bytes = handler.size() + tables.size();
        for (BoxTree box : boxes) {
            bytes += box.size();
        }
        return bytes
                + entry.map(e -> (long) e.table().length).orElse(0L)
                + data.map(MediaForm::size).orElse(0L);
    }

    /** @param toQuickTime whether the file is of the type {@code mov} */
    void put(BoxTree track, boolean toQuickTime) throws MalformedBoxException {
        header.put(track.require("tkhd"), quickTime == toQuickTime);
        track.removeIf(written -> boxes.stream().anyMatch(box -> box.type().equals(written.type())));
        for (int i = boxes.size() - 1; i >= 0; i--) {
            track.addAfter("tkhd", boxes.get(i));
        }
        BoxTree media = track.require("mdia");
        if (data.isPresent()) {
            data.get().put(media, toQuickTime);
        }
        if (entry.isPresent()) {
            handler.put(media.require("hdlr"), toQuickTime);
            description(media.require("minf"), entry.get(), toQuickTime);
        }
    }

    private void description(BoxTree information, SampleEntry own, boolean toQuickTime) throws MalformedBoxException {
        boolean visual = SampleEntry.isVisual(handler.type());
        if (!visual || quickTime == toQuickTime) {
            mediaHeader(information, visual ? "vmhd" : "smhd");
        }
        BoxTree samples = information.require("stbl");
        BoxTree table = samples.require("stsd");
        Optional<SampleEntry> written = SampleEntry.only(table.content(), handler.type());
        if (written.isPresent()) {
            table.content(own.over(written.get(), quickTime, toQuickTime, visual, allSamples)
                    .table());
            tables.put(samples);
        }
    }

    /** How pictures are laid over others, and to which side sound leans; version and flags stay. */
    private void mediaHeader(BoxTree information, String type) {
        BoxTree written = information.first(type);
        if (written != null && written.content().remaining() == mediaHeader.length) {
            byte[] bytes = mediaHeader.clone();
            written.content().get(bytes, 0, Integer.BYTES);
            written.content(bytes);
        }
    }
}
