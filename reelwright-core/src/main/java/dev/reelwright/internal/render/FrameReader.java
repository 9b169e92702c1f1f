package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import java.util.Set;

/**
 * Gets single frames of a track by their number in the index: seeks to the sync sample that the index names, looks where
 * the seek really landed, and decodes from there. Frames that nobody refers to are skipped on the way where the coding
 * allows it. Used by one thread at a time.
 */
public final class FrameReader implements AutoCloseable {
    /** Codings in which a frame marked as a non-reference is referred to by none. */
    private static final Set<String> SKIPPABLE = Set.of("h264", "mpeg2video", "mpeg4", "mpeg1video");

    private final Asset asset;
    private final Track track;
    private final TrackIndex index;
    private final Demuxer demuxer;
    private final Decoder decoder;
    private final Packet packet = new Packet();
    private final Frame frame = new Frame();
    private final boolean seekByByte;
    /** Number of the packet that went into the decoder last, -1 when decoding starts anew. */
    private int lastSent = -1;

    private long lastPts = TimeBase.NONE;
    private boolean drained;
    private long decoded;

    public FrameReader(Asset asset, Track track, TrackIndex index) {
        this.asset = asset;
        this.track = track;
        this.index = index;
        Demuxer opened = null;
        try {
            opened = Demuxer.open(asset.path(), asset.options());
            opened.select(Set.of(track.index()));
            this.decoder = Decoder.open(opened, track.index(), Decoder.Threading.NONE);
        } catch (RuntimeException | Error e) {
            packet.close();
            frame.close();
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        this.demuxer = opened;
        this.seekByByte = asset.formatName().startsWith("mpeg");
    }

    /**
     * Decodes the frame of this number.
     *
     * @param checkpoint called between packets; may throw to end the work
     * @return a frame of the caller's own
     */
    public Frame read(int number, Runnable checkpoint) {
        int sync = index.syncPacketFor(number);
        // a damaged or mislabelled sync sample gives nothing: start further back, without skipping, as far as it takes
        for (int attempt = 0; attempt < 4; attempt++) {
            if (attempt > 0) {
                reset();
                if (attempt > 1) {
                    sync = attempt == 3 ? 0 : Math.max(0, index.packets().syncAtOrBefore(sync - 1));
                }
            }
            Frame found = readFrom(sync, number, attempt == 0, checkpoint);
            if (found != null) {
                return found;
            }
        }
        throw new MediaException(
                        ErrorCode.DECODE_FAILED,
                        "the frame at " + index.start(number).inSeconds() + " of " + asset.path()
                                + " cannot be decoded")
                .onTrack(track.id());
    }

    private @org.jspecify.annotations.Nullable Frame readFrom(
            int sync, int number, boolean maySkip, Runnable checkpoint) {
        int wantedPacket = index.packetOf(number);
        long wantedPts = index.containerPts(number);
        if (!canContinue(sync, wantedPts)) {
            goTo(sync);
        }
        // frames of AVI are timed by the packets that go in with them, so none may be left out
        boolean skips = maySkip
                && !asset.formatName().equals("avi")
                && SKIPPABLE.contains(track.format().codec());
        while (true) {
            while (decoder.receive(frame)) {
                decoded++;
                long pts = frame.bestPts();
                lastPts = pts;
                if (pts == wantedPts) {
                    Frame found = new Frame();
                    found.takeFrom(frame);
                    return found;
                }
                if (pts != TimeBase.NONE && pts > wantedPts && lastSent >= wantedPacket) {
                    return null;
                }
            }
            if (drained) {
                return null;
            }
            checkpoint.run();
            feed(skips, wantedPacket);
        }
    }

    private boolean canContinue(int sync, long wantedPts) {
        boolean running = lastSent >= 0 && !drained;
        return running && lastSent >= sync && (lastPts == TimeBase.NONE || lastPts < wantedPts);
    }

    private void feed(boolean skips, int wantedPacket) {
        packet.clear();
        boolean more = nextPacket();
        if (!more) {
            drained = true;
            decoder.send(null);
            return;
        }
        lastSent++;
        // what follows the wanted packet is kept, for it may be wanted next
        decoder.skipNonReference(skips && lastSent < wantedPacket);
        send();
    }

    private boolean nextPacket() {
        while (demuxer.read(packet)) {
            if (packet.streamIndex() == track.index()) {
                return true;
            }
            packet.clear();
        }
        return false;
    }

    private void send() {
        try {
            decoder.send(packet);
        } catch (MediaException e) {
            // One broken packet need not cost the frame that is wanted; if it does, the caller finds it missing.
            if (e.code() != ErrorCode.DECODE_FAILED) {
                throw e;
            }
        }
    }

    /** Frames that came out of the decoder so far. */
    long decoded() {
        return decoded;
    }

    private void reset() {
        lastSent = -1;
        lastPts = TimeBase.NONE;
        drained = false;
    }

    /** Makes this packet the first that the decoder gets. */
    private void goTo(int sync) {
        decoder.flush();
        reset();
        if (!seekTo(sync)) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, asset.path() + " cannot be read at the wanted place");
        }
        // the packet is in hand: it goes in first
        lastSent = sync;
        decoder.skipNonReference(false);
        send();
    }

    private boolean seekTo(int sync) {
        PacketTable table = index.packets();
        if (seekByByte && table.position(sync) >= 0) {
            return (demuxer.seekToByte(table.position(sync)) && skipTo(sync)) || rewindTo(sync);
        }
        int target = sync;
        for (int attempt = 0; attempt < 3 && target >= 0; attempt++) {
            if (demuxer.seek(track.index(), Math.max(table.pts(target), table.dts(target))) && skipTo(sync)) {
                return true;
            }
            target = table.syncAtOrBefore(target - 1);
        }
        return rewindTo(sync);
    }

    private boolean rewindTo(int sync) {
        return (demuxer.seek(track.index(), Long.MIN_VALUE + 1) || demuxer.seek(-1, 0) || demuxer.seekToByte(0))
                && skipTo(sync);
    }

    /** Reads on until this packet is in hand; false when the seek landed behind it. */
    private boolean skipTo(int sync) {
        PacketTable table = index.packets();
        packet.clear();
        while (nextPacket()) {
            long time = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
            boolean samePlace =
                    packet.position() < 0 || table.position(sync) < 0 || packet.position() == table.position(sync);
            if (time == table.pts(sync) && samePlace) {
                return true;
            }
            if (packet.isKey() && time != TimeBase.NONE && time > table.pts(sync)) {
                return false;
            }
            packet.clear();
        }
        return false;
    }

    @Override
    public void close() {
        packet.close();
        frame.close();
        decoder.close();
        demuxer.close();
    }
}
