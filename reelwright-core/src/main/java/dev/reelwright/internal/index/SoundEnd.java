package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.EditEntry;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Where sound really ends, to the sample, where a file's header says it less exactly. */
final class SoundEnd {
    /** Bytes at a file's end that hold the last packets of all its sounds. */
    private static final long TAIL = 2 << 20;
    /** What the last packets say is no more than this beyond what the header says, or it is not to be believed. */
    private static final MediaTime MOST_BEYOND = MediaTime.seconds(2);

    private SoundEnd() {}

    /**
     * The end of the media, where an edit list that counts in the movie's coarse ticks means that.
     *
     * @param start where the sound begins
     * @param end where the file says it ends
     */
    static MediaTime ofMedia(MovieFacts movie, TrackFacts facts, MediaTime start, MediaTime end) {
        List<EditEntry> edits =
                facts.edits().stream().filter(edit -> !edit.isEmpty()).toList();
        if (movie.fragmented() || edits.size() != 1 || edits.get(0).mediaRate() != 1 || facts.duration() <= 0) {
            return end;
        }
        long shown = facts.duration() - edits.get(0).mediaTime();
        MediaTime there = start.plus(MediaTime.of(shown, (int) facts.timescale()));
        return there.minus(end).abs().isBefore(MediaTime.of(1, (int) movie.timescale())) ? there : end;
    }

    /** Opus counts what its decoder leaves out at the beginning, and so does the length of an Ogg file. */
    static MediaTime withoutPreSkip(StreamInfo stream, MediaTime end) {
        boolean opus = stream.format().codec().equals("opus");
        return opus && stream.start() == 0 ? end.minus(MediaTime.of(stream.initialPadding(), 48_000)) : end;
    }

    /**
     * The end of the last packets of a file without an index, whose length was reckoned from where its last packet begins.
     *
     * @param end what was reckoned
     */
    static MediaTime ofLastPackets(Demuxer demuxer, StreamInfo stream, MediaTime end) {
        long latest = Long.MIN_VALUE;
        try (Packet packet = new Packet();
                SeekableByteChannel file = demuxer.channel()) {
            if (!demuxer.seekToByte(Math.max(0, file.size() - TAIL))) {
                return end;
            }
            while (demuxer.read(packet)) {
                if (packet.streamIndex() == stream.index() && packet.pts() != TimeBase.NONE) {
                    latest = Math.max(latest, packet.pts() + packet.duration());
                }
                packet.clear();
            }
        } catch (IOException e) {
            return end;
        }
        if (latest == Long.MIN_VALUE) {
            return end;
        }
        MediaTime found = stream.timeBase().time(latest);
        return found.isAfter(end) && found.minus(end).isBefore(MOST_BEYOND) ? found : end;
    }
}
