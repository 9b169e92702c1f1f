package dev.reelwright.internal.engine;

import dev.reelwright.time.MediaTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Streams of a demuxer that others feed, and the order in which their packets come among the demuxer's own. */
final class Feeds implements AutoCloseable {
    private final Map<Integer, PacketFeed> feeds = new TreeMap<>();
    private final List<StreamInfo> streams;
    private final Set<Integer> selected = new HashSet<>();
    /** The demuxer's own next packet, read to see when it is decoded. */
    private @Nullable Packet ahead;

    private boolean ownEnded;

    /** Reads a packet of the demuxer's own; false at the end. */
    interface Own {
        boolean read(Packet packet);
    }

    Feeds(List<StreamInfo> streams) {
        this.streams = streams;
        streams.forEach(stream -> selected.add(stream.index()));
    }

    void add(int streamIndex, PacketFeed feed) {
        feeds.put(streamIndex, feed);
    }

    boolean isEmpty() {
        return feeds.isEmpty();
    }

    boolean has(int streamIndex) {
        return feeds.containsKey(streamIndex);
    }

    void select(Set<Integer> indices) {
        selected.clear();
        selected.addAll(indices);
    }

    /** A stream that the demuxer reads itself and that is wanted, {@code preferred} if it is one; negative for none. */
    int own(int preferred) {
        if (selected.contains(preferred) && !has(preferred)) {
            return preferred;
        }
        return selected.stream().filter(index -> !has(index)).findFirst().orElse(-1);
    }

    boolean read(Packet packet, Own own) {
        MediaTime earliest = MediaTime.POSITIVE_INFINITY;
        PacketFeed first = null;
        for (Map.Entry<Integer, PacketFeed> entry : feeds.entrySet()) {
            long ticks = selected.contains(entry.getKey()) ? entry.getValue().next() : TimeBase.NONE;
            if (ticks != TimeBase.NONE && time(entry.getKey(), ticks).isBefore(earliest)) {
                earliest = time(entry.getKey(), ticks);
                first = entry.getValue();
            }
        }
        Packet read = ahead(own);
        if (read == null) {
            return first != null && first.read(packet);
        }
        long ticks = read.dts() != TimeBase.NONE ? read.dts() : read.pts();
        if (first != null && ticks != TimeBase.NONE && earliest.isBefore(time(read.streamIndex(), ticks))) {
            return first.read(packet);
        }
        packet.takeFrom(read);
        forget();
        return true;
    }

    private @Nullable Packet ahead(Own own) {
        if (ahead == null && !ownEnded && own(-1) >= 0) {
            Packet read = new Packet();
            ahead = read;
            if (!own.read(read)) {
                forget();
                ownEnded = true;
            }
        }
        return ahead;
    }

    /** Follows to where the demuxer has been sent. */
    void seek(MediaTime time) {
        forget();
        ownEnded = false;
        feeds.forEach((index, feed) -> feed.seek(base(index).ticks(time)));
    }

    private void forget() {
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }

    private MediaTime time(int streamIndex, long ticks) {
        return base(streamIndex).time(ticks);
    }

    private TimeBase base(int streamIndex) {
        return streams.get(streamIndex).timeBase();
    }

    @Override
    public void close() {
        forget();
        feeds.values().forEach(PacketFeed::close);
    }
}
