package dev.reelwright.internal.pipeline;

import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where an output ends when it is asked to end early: at one time for all of its tracks, no earlier than what any encoder
 * was given already, so that nothing has to be taken back. Safe for several threads.
 */
public final class Ending {
    private final List<Feed> feeds = new ArrayList<>();
    private MediaTime end = MediaTime.POSITIVE_INFINITY;
    private boolean requested;
    /** How much of the output an earlier run over the source has seen. */
    private MediaTime floor = MediaTime.ZERO;

    /** A part of a track on its way into an encoder. */
    final class Feed {
        private final MediaTime from;
        private final boolean ahead;
        private MediaTime fed;
        private boolean finished;

        private Feed(MediaTime from, boolean ahead) {
            this.from = from;
            this.ahead = ahead;
            this.fed = from;
        }

        /** Asks to encode media of this stretch of the output: up to where it may go, no later than its start for none. */
        MediaTime admit(MediaTime start, MediaTime stop) {
            synchronized (Ending.this) {
                if (requested && end.isPositiveInfinity()) {
                    end = MediaTime.max(settled(), floor);
                    // nothing was there when it was asked for: the very first media is kept
                    end = end.isAfter(MediaTime.ZERO) ? end : stop;
                }
                MediaTime until = MediaTime.min(stop, end);
                if (until.isAfter(start)) {
                    fed = MediaTime.max(fed, until);
                }
                return until;
            }
        }

        /** How much of the output was fed by it. */
        MediaTime length() {
            synchronized (Ending.this) {
                return fed.minus(from);
            }
        }

        /** Says that no more comes of it. */
        void finish() {
            synchronized (Ending.this) {
                finished = true;
            }
        }
    }

    /** Begins a run over the source from its beginning; what earlier runs were fed counts no more. */
    synchronized void begin() {
        floor = MediaTime.max(floor, settled());
        feeds.clear();
    }

    /** A track that is encoded from its beginning to its end. */
    Feed open() {
        return open(MediaTime.ZERO, false);
    }

    /** A part of a track that is encoded while earlier parts still are; from here on the output's timeline. */
    Feed openAhead(MediaTime from) {
        return open(from, true);
    }

    private synchronized Feed open(MediaTime from, boolean ahead) {
        Feed feed = new Feed(from, ahead);
        feeds.add(feed);
        feeds.sort(Comparator.comparing(f -> f.from));
        return feed;
    }

    /** Lets the output end as soon as all tracks can end together. */
    public synchronized void request() {
        if (!requested) {
            requested = true;
            MediaTime reached = settled();
            // between two runs nothing is fed yet: what the one before has seen counts
            reached = feeds.isEmpty() ? MediaTime.max(reached, floor) : reached;
            end = reached.isAfter(MediaTime.ZERO) ? reached : end;
        }
    }

    /** What runs on from its beginning has reached, and beyond it the parts that it meets. */
    private MediaTime settled() {
        MediaTime reached = MediaTime.ZERO;
        boolean met = false;
        for (Feed feed : feeds) {
            if (!feed.ahead) {
                reached = MediaTime.max(reached, feed.fed);
            } else if (!met) {
                reached = MediaTime.max(reached, feed.fed.isAfter(feed.from) ? feed.fed : MediaTime.ZERO);
                met = !feed.finished;
            }
        }
        for (Feed feed : feeds) {
            if (feed.ahead && feed.from.isBefore(reached) && feed.fed.isAfter(feed.from)) {
                reached = MediaTime.max(reached, feed.fed);
            }
        }
        return reached;
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /** Where the output ends; positive infinity as long as nobody asked. */
    synchronized MediaTime end() {
        return end;
    }

    /** Whether media from this time on is not wanted any more. */
    synchronized boolean isBeyond(MediaTime start) {
        return !start.isBefore(end);
    }
}
