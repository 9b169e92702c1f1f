package dev.reelwright.internal.isobmff;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes edit lists into the tracks of a movie, and how long tracks and movie are by them. */
final class EditLists {
    private static final int HEADER = 8;
    private static final int ENTRY = 20;
    private static final int ONE = 1 << 16;

    private final BoxTree movie;
    private final int movieClock;

    EditLists(BoxTree movie) throws MalformedBoxException {
        this.movie = movie;
        this.movieClock = clock(content(movie.require("mvhd"), Long.BYTES));
    }

    /** How many bytes a list takes. */
    static long size(List<Edit> edits) {
        return edits.isEmpty() ? 0 : 2L * HEADER + Long.BYTES + (long) ENTRY * edits.size();
    }

    /** Replaces the edit list of a track, of whatever length. */
    void write(BoxTree track, List<Edit> edits) throws MalformedBoxException {
        int mediaClock = clock(content(track.require("mdia").require("mdhd"), Long.BYTES));
        MediaTime total = MediaTime.ZERO;
        BoxWriter entries = new BoxWriter().u32(1 << 24).u32(edits.size());
        for (Edit edit : edits) {
            // rounded ends, not rounded lengths, so that nothing adds up
            long from = ticks(total, movieClock);
            total = total.plus(edit.duration());
            entries.u64(ticks(total, movieClock) - from)
                    .u64(edit.isEmpty() ? -1 : ticks(edit.mediaTime(), mediaClock))
                    .u32(ONE);
        }
        BoxTree list = BoxTree.container("edts");
        list.add(BoxTree.of("elst", entries.bytes()));
        track.removeIf(box -> box.type().equals("edts"));
        track.addAfter("tkhd", list);
        duration(track.require("tkhd"), 20, ticks(total, movieClock));
    }

    /** Lets the movie be as long as the longest of its tracks. */
    void completeMovie(List<BoxTree> tracks) throws MalformedBoxException {
        long longest = 0;
        for (BoxTree track : tracks) {
            ByteBuffer header = content(track.require("tkhd"), 28);
            longest = Math.max(
                    longest, header.get(0) == 1 ? header.getLong(28) : Integer.toUnsignedLong(header.getInt(20)));
        }
        duration(movie.require("mvhd"), 16, longest);
    }

    private static int clock(ByteBuffer header) throws MalformedBoxException {
        int scale = header.getInt(header.get(0) == 1 ? 20 : 12);
        if (scale <= 0) {
            throw new MalformedBoxException("a timescale of %d is no clock".formatted(scale));
        }
        return scale;
    }

    private static long ticks(MediaTime time, int scale) {
        return time.toTicks(1, scale, Rounding.HALF_AWAY_FROM_ZERO);
    }

    /** @param at where the duration is in a header of 32-bit times; two of them precede it */
    private static void duration(BoxTree header, int at, long ticks) throws MalformedBoxException {
        ByteBuffer old = content(header, at + 8);
        byte[] bytes = new byte[old.remaining()];
        old.get(0, bytes);
        ByteBuffer changed = ByteBuffer.wrap(bytes);
        if (changed.get(0) == 1) {
            changed.putLong(at + 8, ticks);
        } else {
            changed.putInt(at, (int) Math.min(ticks, 0xFFFFFFFEL));
        }
        header.content(bytes);
    }

    private static ByteBuffer content(BoxTree box, int least) throws MalformedBoxException {
        ByteBuffer content = box.content().slice();
        if (content.remaining() < Math.max(least, 24)) {
            throw new MalformedBoxException(
                    "a %s box of %d bytes is too short".formatted(box.type(), content.remaining()));
        }
        return content;
    }
}
