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
import dev.reelwright.internal.engine.UnreferencedPictures;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.index.TrackIndex;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gets single frames of a track by their number in the index: begins at the sync sample that the index names, and decodes from
 * there. Frames that are not needed are skipped on the way where the coding allows it. Used by one thread at a time.
 */
public final class FrameReader implements AutoCloseable {
    /** Codings in which a frame marked as a non-reference is referred to by none. */
    private static final Set<String> SKIPPABLE = Set.of("h264", "mpeg2video", "mpeg4", "mpeg1video");

    /** Packets that could be decoded in the time of a seek, about. */
    private static final int SEEK = 4;
    /** Codings whose decoders make something up when they are begun at a picture that refers to others. */
    private static final Set<String> CREDULOUS =
            Set.of("mpeg4", "msmpeg4v2", "msmpeg4v3", "h263", "flv1", "wmv1", "wmv2");

    private final Asset asset;
    private final Track track;
    private final TrackIndex index;
    private final OpenFile file;
    private final PacketFinder packets;
    private final @Nullable UnreferencedPictures unreferenced;
    private final @Nullable Thinning thinning;
    private final Decoder decoder;
    private final Packet packet = new Packet();
    private final Frame frame = new Frame();
    /** Number of the packet that went into the decoder last, -1 when decoding starts anew. */
    private int lastSent = -1;

    private long lastPts = TimeBase.NONE;
    private boolean drained;
    /** Whether the next frame that is decoded is the first since decoding was begun anew. */
    private boolean isBegun;

    private long decoded;

    public FrameReader(Asset asset, Track track, TrackIndex index) {
        this(asset, track, index, Decoder.Threading.NONE, new OpenFile(asset, new Token(null)));
    }

    /** @param file belongs to the reader from now on, also when this fails */
    FrameReader(Asset asset, Track track, TrackIndex index, Decoder.Threading threading, OpenFile file) {
        this.file = file;
        Demuxer demuxer = file.demuxer();
        this.asset = asset;
        this.track = track;
        this.index = index;
        this.packets = new PacketFinder(asset, track, index, demuxer);
        try {
            EditedMedia.attach(demuxer, asset);
            demuxer.select(Set.of(track.index()));
            this.unreferenced = UnreferencedPictures.of(demuxer, track.index());
            // frames of AVI are timed by the packets that go in with them, so none may be left out
            this.thinning = isAvi() ? null : Thinning.of(demuxer, track.index());
            this.decoder = Decoder.open(demuxer, track.index(), threading);
        } catch (RuntimeException | Error e) {
            packet.close();
            frame.close();
            file.close();
            throw e;
        }
    }

    /**
     * Decodes the frame of this number.
     *
     * @param last whether no later frame of the same group of pictures is going to be wanted
     * @param stop ends the work, also inside of a read or a seek; after that the reader is no longer usable
     * @return a frame of the caller's own
     */
    Frame read(int number, boolean last, Token stop) {
        file.serve(stop);
        try {
            return readAnyway(number, last, stop);
        } catch (RuntimeException | Error e) {
            // nobody knows where reading stands
            reset();
            throw e;
        }
    }

    private Frame readAnyway(int number, boolean last, Token stop) {
        int sync = index.syncPacketFor(number);
        boolean hurries = last && !isAvi();
        // a damaged or mislabelled sync sample gives nothing: start further back, without skipping, as far as it takes
        for (int attempt = 0; attempt < 4; attempt++) {
            if (attempt > 0) {
                reset();
                if (attempt > 1) {
                    sync = attempt == 3 ? 0 : Math.max(0, index.packets().syncAtOrBefore(sync - 1));
                }
            }
            Frame found = readFrom(sync, number, attempt == 0, hurries && attempt == 0, stop);
            if (found != null) {
                return found;
            }
        }
        throw new MediaException(
                        ErrorCode.DECODE_FAILED,
                        "the frame at " + index.start(number).inSeconds() + " of " + asset.name()
                                + " cannot be decoded")
                .onTrack(track.id());
    }

    private @Nullable Frame readFrom(int sync, int number, boolean maySkip, boolean hurries, Token stop) {
        int wantedPacket = index.packetOf(number);
        long wantedPts = index.containerPts(number);
        if (!canContinue(sync, wantedPts)) {
            goTo(sync);
        }
        boolean skips = maySkip
                && !isAvi()
                && (unreferenced != null || SKIPPABLE.contains(track.format().codec()));
        if (skips && thinning != null && !thinning.plan(wantedPacket, packets)) {
            goTo(sync);
            thinning.plan(wantedPacket, packets);
        }
        while (true) {
            while (decoder.receive(frame)) {
                decoded += isStandIn(frame) ? 0 : 1;
                if (isBegun
                        && !frame.isIntra()
                        && CREDULOUS.contains(track.format().codec())) {
                    return null;
                }
                isBegun = false;
                long pts = frame.bestPts();
                lastPts = pts;
                if (pts == wantedPts) {
                    if (isStandIn(frame)) {
                        // two packets have one time
                        return null;
                    }
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
            stop.check();
            if (hurries && lastSent >= wantedPacket) {
                // what is inside comes out without those behind it, which only tell that it is its turn
                drain();
            } else {
                feed(skips, wantedPacket);
            }
        }
    }

    private boolean canContinue(int sync, long wantedPts) {
        boolean running = lastSent >= 0 && !drained;
        return running && lastSent >= sync && (lastPts == TimeBase.NONE || lastPts < wantedPts);
    }

    private void feed(boolean skips, int wantedPacket) {
        Packet next = thinning == null ? null : thinning.next();
        if (next != null) {
            feedAhead(next, skips && lastSent + 1 < wantedPacket);
            return;
        }
        if (!packets.read(packet)) {
            drain();
            return;
        }
        lastSent++;
        if (thinning != null) {
            thinning.sent(packet);
        }
        // what follows the wanted packet is kept, for it may be wanted next
        boolean skipsThis = skips && lastSent < wantedPacket;
        boolean unneeded = isUnreferenced();
        if (skipsThis && unneeded) {
            return;
        }
        decoder.skipNonReference(skipsThis);
        send(packet);
    }

    /** Whether none refers to the packet in hand; asked of every one, for one may tell something of those behind it. */
    private boolean isUnreferenced() {
        return unreferenced != null && unreferenced.contains(packet);
    }

    /** Sends a packet that was looked at before. */
    private void feedAhead(Packet next, boolean skipsThis) {
        try (next) {
            lastSent++;
            if (thinning != null && thinning.replace(lastSent, next)) {
                decoder.skipNonReference(skipsThis);
                send(next);
            }
        }
    }

    private boolean isStandIn(Frame decodedFrame) {
        return thinning != null && thinning.isStandIn(decodedFrame.bestPts());
    }

    private void drain() {
        drained = true;
        decoder.send(null);
    }

    private boolean isAvi() {
        return asset.formatName().equals("avi");
    }

    /** Whether it did not break off. */
    boolean isUsable() {
        return !file.isToStop();
    }

    /** Packets that are decoded to get this frame, from where the reader stands. */
    int packetsTo(int number) {
        int sync = index.syncPacketFor(number);
        int packet = index.packetOf(number);
        return canContinue(sync, index.containerPts(number)) ? Math.max(0, packet - lastSent) : packet - sync + SEEK;
    }

    private void send(Packet sent) {
        try {
            decoder.send(sent);
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
        if (thinning != null) {
            thinning.forget();
        }
        lastSent = -1;
        lastPts = TimeBase.NONE;
        drained = false;
    }

    /** Makes this packet the first that the decoder gets. */
    private void goTo(int sync) {
        decoder.flush();
        int from = drained ? -1 : lastSent;
        reset();
        packets.find(sync, from, packet, this::learnParameters);
        isBegun = true;
        // the packet is in hand: it goes in first
        lastSent = sync;
        if (thinning != null) {
            thinning.begin(sync, packet);
        }
        isUnreferenced();
        decoder.skipNonReference(false);
        send(packet);
    }

    /** A decoder keeps parameters; the pictures that come with them are not wanted. */
    private void learnParameters() {
        if (thinning != null) {
            thinning.stop();
        }
        isUnreferenced();
        send(packet);
        while (decoder.receive(frame)) {
            frame.clear();
        }
        decoder.flush();
    }

    @Override
    public void close() {
        if (thinning != null) {
            thinning.close();
        }
        packet.close();
        frame.close();
        decoder.close();
        file.close();
    }
}
