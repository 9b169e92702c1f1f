package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.isobmff.SampleLayout;
import dev.reelwright.internal.isobmff.SampleLayoutReader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the packet table of a stream of an ISO base media file from its sample tables, without reading media. The demuxer
 * says which samples are read after edits and when they are decoded, the file's own tables when they are shown; the first
 * packets are read to see that both agree.
 */
final class SampleTableIndexer {
    private static final int CHECKED = 12;
    /** Codings whose packets tell themselves whether they are shown. */
    private static final Set<String> TELLING = Set.of("vp8", "vp9", "av1");

    private final Demuxer demuxer;
    private final int stream;
    private final String codec;
    private final SampleLayout layout;
    private final long fileSize;
    private final PacketTable table = new PacketTable();
    /** By how much presentation times are moved so that no picture is shown before it is decoded. */
    private long shift;

    private boolean everySampleIsKnown = true;

    private SampleTableIndexer(Demuxer demuxer, int stream, SampleLayout layout, long fileSize) {
        this.demuxer = demuxer;
        this.stream = stream;
        this.codec = demuxer.streams().get(stream).format().codec();
        this.layout = layout;
        this.fileSize = fileSize;
    }

    /** The table, or null where all packets must be read to have one. The demuxer's place and selection are changed. */
    static @Nullable PacketTable table(Demuxer demuxer, int stream) {
        String codec = demuxer.streams().get(stream).format().codec();
        if (!demuxer.formatName().equals("mov") || TELLING.contains(codec)) {
            return null;
        }
        try (SeekableByteChannel file = demuxer.channel()) {
            SampleLayout layout =
                    SampleLayoutReader.read(file, demuxer.streams().get(stream).containerId());
            return layout == null
                    ? null
                    : new SampleTableIndexer(demuxer, stream, layout, file.size()).tableOrRewound();
        } catch (IOException e) {
            // the demuxer read the file all the same
            System.getLogger(SampleTableIndexer.class.getName())
                    .log(System.Logger.Level.DEBUG, "the sample tables could not be read", e);
            return null;
        }
    }

    private @Nullable PacketTable table() {
        PacketTable first = firstPackets();
        int sample = first.count() == 0 ? -1 : layout.sampleAt(first.position(0));
        if (sample < 0) {
            return null;
        }
        shift = first.pts(0) - first.dts(0) - layout.offset(sample);
        demuxer.entries(stream, this::add);
        return everySampleIsKnown && isSame(first) ? table : null;
    }

    /** What was read to try it is still to come for those who read everything. */
    private @Nullable PacketTable tableOrRewound() {
        PacketTable found = table();
        if (found == null) {
            demuxer.rewind();
        }
        return found;
    }

    private PacketTable firstPackets() {
        demuxer.select(Set.of(stream));
        PacketTable first = new PacketTable();
        try (Packet packet = new Packet()) {
            while (first.count() < CHECKED && demuxer.read(packet)) {
                if (packet.streamIndex() == stream) {
                    first.add(packet, codec);
                }
                packet.clear();
            }
        }
        return first;
    }

    private void add(long ticks, long position, int size, boolean key, boolean hidden) {
        // samples without bytes and such beyond the file's end are never read
        if (size == 0 || position > fileSize - size) {
            return;
        }
        int sample = layout.sampleAt(position);
        if (sample < 0) {
            everySampleIsKnown = false;
            return;
        }
        table.add(ticks + shift + layout.offset(sample), ticks, layout.duration(sample), position, key, hidden);
        table.size(table.count() - 1, size);
    }

    private boolean isSame(PacketTable read) {
        if (read.count() > table.count()) {
            return false;
        }
        for (int i = 0; i < read.count(); i++) {
            boolean same = read.pts(i) == table.pts(i)
                    && read.dts(i) == table.dts(i)
                    && read.duration(i) == table.duration(i)
                    && read.position(i) == table.position(i)
                    && read.size(i) == table.size(i)
                    && read.isKey(i) == table.isKey(i)
                    && read.isHidden(i) == table.isHidden(i);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
