package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.BitstreamFormat;
import dev.reelwright.internal.bitstream.RandomAccess;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes to where reading must begin for a range: early enough that every track can be decoded whole from the range's start.
 * Where a seek lands is looked at, for containers' own indexes land late or between sync samples; if it is too late, it is
 * tried further back, and from the file's beginning in the end.
 */
final class SourceStart implements AutoCloseable {
    /** Audio decoders need some packets before the first sample that is to be right. */
    private static final MediaTime PRE_ROLL = MediaTime.of(1, 5);

    /** Longer than people read one cue. */
    private static final MediaTime LOOK_BACK = MediaTime.seconds(60);

    private static final double SLOW_FRAME_RATE = 15;

    private static final int MAX_PACKETS_LOOKED_AT = 2000;

    private final Asset asset;
    private final Demuxer demuxer;
    private final List<Track> tracks;
    private final boolean decodes;
    private final MediaTime preRoll;
    private final List<Packet> lookedAt = new ArrayList<>();
    private final List<Packet> cues = new ArrayList<>();

    /** Takes a packet's content. */
    interface Sink {
        void accept(Packet packet) throws InterruptedException;
    }

    /** @param decodes whether any track is decoded, which takes some packets more of audio */
    SourceStart(Asset asset, Demuxer demuxer, MediaTime start, List<Track> tracks, boolean decodes) {
        this.asset = asset;
        this.demuxer = demuxer;
        this.tracks = tracks;
        this.decodes = decodes;
        this.preRoll = decodes && tracks.stream().anyMatch(Track::isAudio) ? PRE_ROLL : MediaTime.ZERO;
        if (start.isAfter(MediaTime.ZERO)) {
            try {
                lookBack(start);
                seek(start);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    /**
     * Finds what was begun before the start and is still on there. The index of QuickTime and MPEG-4 files leads to it for
     * each track; in other containers it lies somewhere before.
     */
    private void lookBack(MediaTime start) {
        List<Track> sparse = tracks.stream().filter(SourceStart::isSparse).toList();
        int leader = leader();
        TimeBase base = demuxer.streams().get(leader).timeBase();
        MediaTime from = MediaTime.max(MediaTime.ZERO, start.minus(LOOK_BACK));
        if (sparse.isEmpty()
                || asset.formatName().equals("mov")
                || !demuxer.seek(leader, base.ticks(from.plus(asset.containerStart())))) {
            return;
        }
        boolean before = true;
        while (before) {
            Packet packet = new Packet();
            before = demuxer.read(packet) && !isAtOrAfter(packet, start);
            if (before && sparse.stream().anyMatch(t -> t.index() == packet.streamIndex())) {
                cues.add(packet);
            } else {
                packet.close();
            }
        }
    }

    private boolean isAtOrAfter(Packet packet, MediaTime start) {
        TimeBase base = demuxer.streams().get(packet.streamIndex()).timeBase();
        return packet.dts() != TimeBase.NONE
                && !base.time(packet.dts()).minus(asset.containerStart()).isBefore(start);
    }

    private static boolean isSparse(Track track) {
        return !track.isVideo() && !track.isAudio();
    }

    /** The video, where it has begun by then: in movie files the other tracks follow to where it is. */
    private int leader(MediaTime start) {
        boolean begins = tracks.stream()
                .anyMatch(t -> t.isVideo() && !t.timeRange().start().isAfter(start.minus(preRoll)));
        return tracks.stream()
                .filter(begins ? Track::isVideo : Track::isAudio)
                .findFirst()
                .map(Track::index)
                .orElseGet(this::leader);
    }

    private int leader() {
        return tracks.stream()
                .filter(Track::isVideo)
                .findFirst()
                .or(() -> tracks.stream().filter(Track::isAudio).findFirst())
                .orElse(tracks.get(0))
                .index();
    }

    private void seek(MediaTime start) {
        int leader = leader(start);
        TimeBase base = demuxer.streams().get(leader).timeBase();
        for (int back = 0; back < 6; back++) {
            MediaTime target = start.minus(preRoll).minus(MediaTime.seconds(back == 0 ? 0 : 1L << (2 * back)));
            if (target.isBefore(MediaTime.ZERO)) {
                break;
            }
            if (demuxer.seek(leader, base.ticks(target.plus(asset.containerStart()))) && landsEarlyEnough(start)) {
                return;
            }
            forget();
        }
        // not to the first time of presentation: transport streams are sought by times of decoding, which are earlier
        demuxer.rewind();
    }

    /** Whether the first packet of each track is a sync sample that is presented no later than the start. */
    private boolean landsEarlyEnough(MediaTime start) {
        Set<Integer> missing = new HashSet<>();
        for (Track track : tracks) {
            if (!isSparse(track) && !track.timeRange().start().isAfter(start)) {
                missing.add(track.index());
            }
        }
        while (!missing.isEmpty() && lookedAt.size() < MAX_PACKETS_LOOKED_AT) {
            Packet packet = new Packet();
            lookedAt.add(packet);
            if (!demuxer.read(packet)) {
                lookedAt.remove(packet);
                packet.close();
                return false;
            }
            boolean first = missing.remove(packet.streamIndex());
            if (first && (!isEarlyEnough(packet, start) || (decodes && !isWholeBy(packet, start)))) {
                return false;
            }
        }
        return missing.isEmpty();
    }

    private boolean isEarlyEnough(Packet packet, MediaTime start) {
        TimeBase base = demuxer.streams().get(packet.streamIndex()).timeBase();
        long ticks = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
        return packet.isKey()
                && ticks != TimeBase.NONE
                && !base.time(ticks).minus(asset.containerStart()).isAfter(start);
    }

    /** Whether pictures that are renewed part by part are whole by the start (intra refresh, ITU-T H.264 §D.2.8). */
    private boolean isWholeBy(Packet packet, MediaTime start) {
        Optional<Track> video = tracks.stream()
                .filter(t -> t.isVideo() && t.index() == packet.streamIndex())
                .findFirst();
        if (video.isEmpty()) {
            return true;
        }
        Track track = video.get();
        RandomAccess access = access(track, packet);
        if (access.kind() != RandomAccess.Kind.GRADUAL) {
            return true;
        }
        double rate =
                track.nominalFrameRate().isKnown() ? track.nominalFrameRate().toDouble() : SLOW_FRAME_RATE;
        TimeBase base = demuxer.streams().get(packet.streamIndex()).timeBase();
        MediaTime whole = base.time(packet.pts())
                .minus(asset.containerStart())
                .plus(MediaTime.ofSeconds((access.pictures() + 1) / rate, base.denominator()));
        return !whole.isAfter(start);
    }

    private RandomAccess access(Track track, Packet packet) {
        try {
            byte[] bytes = packet.bytes();
            return BitstreamFormat.of(track.format().codec(), demuxer.parameters(track.index()))
                    .map(format -> format.with(bytes).randomAccess(bytes))
                    .orElse(RandomAccess.CLOSED);
        } catch (BitstreamException e) {
            // what is wrong with it the decoder will tell
            return RandomAccess.CLOSED;
        }
    }

    /** When the first frame of video that will be read is shown, on the asset's timeline; zero when nothing was skipped. */
    MediaTime firstVideoTime() {
        for (Packet packet : lookedAt) {
            boolean video = tracks.stream().anyMatch(t -> t.isVideo() && t.index() == packet.streamIndex());
            if (video && packet.pts() != TimeBase.NONE) {
                TimeBase base = demuxer.streams().get(packet.streamIndex()).timeBase();
                return base.time(packet.pts()).minus(asset.containerStart());
            }
        }
        return MediaTime.ZERO;
    }

    /** Hands on the packets that were read to look where the seek had landed. */
    void replay(Sink sink) throws InterruptedException {
        try {
            for (Packet packet : cues) {
                sink.accept(packet);
            }
            for (Packet packet : lookedAt) {
                sink.accept(packet);
            }
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        forget();
        cues.forEach(Packet::close);
        cues.clear();
    }

    private void forget() {
        lookedAt.forEach(Packet::close);
        lookedAt.clear();
    }
}
