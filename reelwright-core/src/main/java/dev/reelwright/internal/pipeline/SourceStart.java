package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes to where reading must begin for a range: early enough that every track can be decoded whole from the range's start.
 * Where a seek lands is looked at, for containers' own indexes land late or between sync samples; if it is too late, it is
 * tried further back, and from the file's beginning in the end.
 */
final class SourceStart {
    /** Audio decoders need some packets before the first sample that is to be right. */
    private static final MediaTime PRE_ROLL = MediaTime.of(1, 5);

    private static final int MAX_PACKETS_LOOKED_AT = 2000;

    private final Asset asset;
    private final Demuxer demuxer;
    private final List<Track> tracks;
    private final MediaTime preRoll;
    private final List<Packet> lookedAt = new ArrayList<>();

    /** Takes a packet's content. */
    interface Sink {
        void accept(Packet packet) throws InterruptedException;
    }

    /** @param decodes whether any track is decoded, which takes some packets more of audio */
    SourceStart(Asset asset, Demuxer demuxer, MediaTime start, List<Track> tracks, boolean decodes) {
        this.asset = asset;
        this.demuxer = demuxer;
        this.tracks = tracks;
        this.preRoll = decodes && tracks.stream().anyMatch(Track::isAudio) ? PRE_ROLL : MediaTime.ZERO;
        if (start.isAfter(MediaTime.ZERO)) {
            try {
                seek(start);
            } catch (RuntimeException | Error e) {
                forget();
                throw e;
            }
        }
    }

    private void seek(MediaTime start) {
        int leader = tracks.stream()
                .filter(Track::isVideo)
                .findFirst()
                .orElse(tracks.get(0))
                .index();
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
        TimeBase micros = new TimeBase(1, 1_000_000);
        if (!demuxer.seek(-1, micros.ticks(asset.containerStart())) && !demuxer.seekToByte(0)) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, asset.name() + " cannot be read from its beginning again");
        }
    }

    /** Whether the first packet of each track is a sync sample that is presented no later than the start. */
    private boolean landsEarlyEnough(MediaTime start) {
        Set<Integer> missing = new HashSet<>();
        for (Track track : tracks) {
            boolean sparse = !track.isVideo() && !track.isAudio();
            if (!sparse && track.timeRange().start().isBefore(start)) {
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
            if (missing.remove(packet.streamIndex()) && !isEarlyEnough(packet, start)) {
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
            for (Packet packet : lookedAt) {
                sink.accept(packet);
            }
        } finally {
            forget();
        }
    }

    private void forget() {
        lookedAt.forEach(Packet::close);
        lookedAt.clear();
    }
}
