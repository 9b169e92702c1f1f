package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.events.StageClocks;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.plan.Segment;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a video track as parts side by side, each on a thread of its own with reader, decoder and encoder. What comes out
 * is what one encoder would have made, with more sync samples.
 */
final class SegmentedVideo implements OwnReader {
    private final RunContext context;
    private final VideoLine line;
    private final List<Segment> segments;
    private final List<Long> beginning;
    private final SegmentJoiner joiner;
    private final byte[] parameters;
    private final StageClocks clocks;
    private final Runnable onProgress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<Ending.Feed> feeds = new ArrayList<>();
    private final AtomicReference<@Nullable Encoder> first;
    private volatile boolean hadEnough = true;
    private volatile Runnable onEnd = () -> {};

    /**
     * @param beginning how long the first frames of the range are shown, in the encoder's ticks
     * @param first encoder of the first part, which the output's parameters come from
     */
    SegmentedVideo(
            RunContext context,
            VideoLine line,
            List<Segment> segments,
            List<Long> beginning,
            OutputTrack output,
            Encoder first,
            Runnable onProgress) {
        this.context = context;
        this.line = line;
        this.segments = segments;
        this.beginning = beginning;
        this.clocks = output.clocks();
        this.parameters = first.parameters();
        this.first = new AtomicReference<>(first);
        this.onProgress = onProgress;
        this.joiner = new SegmentJoiner(output, segments.size(), this::isWithin, context.cancellation());
        for (Segment segment : segments) {
            feeds.add(context.ending()
                    .openAhead(line.times().toOutput(segment.range().start())));
        }
    }

    /** Calls back when all parts are through or one has failed. Called before {@link #start}. */
    void onEnd(Runnable listener) {
        onEnd = listener;
    }

    @Override
    public void start() {
        int count = Math.min(context.lanes(), segments.size());
        working.set(count);
        for (int i = 0; i < count; i++) {
            Thread thread =
                    new Thread(this::run, "reelwright-lane-" + line.source().id() + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        try (Demuxer demuxer =
                Demuxer.open(context.asset().source(), context.asset().options(), context.stop())) {
            EditedMedia.attach(demuxer, context.asset());
            demuxer.select(Set.of(line.source().index()));
            demuxer.time(line.source().index(), clocks.read());
            for (int number = next.getAndIncrement(); isWanted(number); number = next.getAndIncrement()) {
                encode(number, demuxer);
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e));
        } catch (Error e) {
            fail(MediaException.unforeseen("a part of the video", e));
        } finally {
            if (working.decrementAndGet() == 0) {
                onEnd.run();
            }
        }
    }

    private void fail(RuntimeException e) {
        failure.compareAndSet(null, e);
        joiner.close();
        onEnd.run();
    }

    private boolean isWanted(int number) {
        return number < segments.size() && failure.get() == null && !context.isOver() && isWithin(number);
    }

    /** Whether the part begins before the output's end. */
    private boolean isWithin(int number) {
        return !context.ending()
                .isBeyond(line.times().toOutput(segments.get(number).range().start()));
    }

    private void encode(int number, Demuxer demuxer) throws InterruptedException {
        Segment segment = segments.get(number);
        MediaTime offset = line.times().toOutput(segment.range().start());
        TrackTimes times = line.times().within(segment.range());
        int threads = context.threads(number, segments.size());
        VideoEncoding encoding = openEncoding(number, threads);
        FrameSink announcing = new Announcing(number, encoding);
        FrameSink sink =
                threads > 1 ? new FrameLink(Thread.currentThread().getName() + "-encode", announcing) : announcing;
        Decoder.Threading threading = threads > 1 ? Decoder.Threading.FRAMES : Decoder.Threading.NONE;
        try (Decoder decoder = Decoder.open(demuxer, line.source().index(), threading);
                VideoDecoding decoding = new VideoDecoding(
                        times,
                        offset,
                        line.sourceFrameRate(),
                        line.minInterval(),
                        line.deinterlaces(),
                        decoder,
                        sink,
                        clocks.decode())) {
            read(demuxer, segment, decoding);
            if (context.isOver()) {
                joiner.discard();
                return;
            }
            boolean enough = decoding.isComplete();
            decoding.finish();
            sink.finish();
            boolean cut = encoding.isComplete();
            if (!cut && encoding.frames() != segment.frames()) {
                throw new SeamException(
                        "a part has " + encoding.frames() + " frames, the index promises " + segment.frames());
            }
            if (!enough) {
                hadEnough = false;
            }
            warnings.addAll(decoding.warnings());
            joiner.finish(number);
            onProgress.run();
        } finally {
            sink.abandon();
        }
    }

    private void read(Demuxer demuxer, Segment segment, VideoDecoding decoding) throws InterruptedException {
        SourceStart start =
                new SourceStart(context.asset(), demuxer, segment.range().start(), List.of(line.source()), true);
        start.replay(packet -> decode(decoding, packet));
        try (Packet packet = new Packet()) {
            while (!decoding.isComplete() && !context.isOver() && demuxer.read(packet)) {
                decode(decoding, packet);
                packet.clear();
            }
        }
    }

    private void decode(VideoDecoding decoding, Packet packet) {
        context.step();
        if (failure.get() != null) {
            throw new SeamException("another part failed");
        }
        if (packet.streamIndex() == line.source().index() && !decoding.isComplete()) {
            decoding.decode(packet);
            onProgress.run();
        }
    }

    private VideoEncoding openEncoding(int number, int threads) {
        Encoder opened = number == 0 ? first.getAndSet(null) : null;
        Encoder encoder = opened != null ? opened : Encoder.open(line.encoder().on(threads), line.globalHeader());
        if (!Arrays.equals(encoder.parameters(), parameters)) {
            // some encoders write down what they were asked for
            encoder.close();
            encoder = Encoder.open(line.encoder(), line.globalHeader());
        }
        try {
            if (!Arrays.equals(encoder.parameters(), parameters)) {
                throw new SeamException("the encoder's parameters differ from part to part");
            }
            FrameLengths lengths = new FrameLengths(beginning);
            return new VideoEncoding(
                    context,
                    line,
                    encoder,
                    (packet, whole) -> joiner.accept(number, packet, whole),
                    clocks,
                    feeds.get(number),
                    lengths,
                    threads);
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /** Tells the joiner which pictures are on their way, and in which order they are shown. */
    private final class Announcing implements FrameSink {
        private final int number;
        private final VideoEncoding encoding;

        Announcing(int number, VideoEncoding encoding) {
            this.number = number;
            this.encoding = encoding;
            encoding.onEncode(pts -> joiner.shown(number, pts));
        }

        @Override
        public void accept(Frame frame, TimeRange shown, boolean last) {
            encoding.accept(frame, shown, last && number == segments.size() - 1);
        }

        @Override
        public void finish() {
            encoding.finish();
        }

        @Override
        public boolean isComplete() {
            return encoding.isComplete();
        }

        @Override
        public void abandon() {
            encoding.abandon();
        }
    }

    /** Waits until all parts are written, and tells what went wrong. */
    @Override
    public void finish() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    /** Fails here if a part failed there. */
    @Override
    public void check() {
        RuntimeException e = failure.get();
        if (e instanceof MediaException m) {
            throw m.onTrack(line.source().id());
        }
        if (e != null) {
            throw e;
        }
    }

    /** Whether the last part ended because it needed nothing more, not because nothing more came. */
    @Override
    public boolean hadEnough() {
        return hadEnough;
    }

    /** How much of the output is encoded, wherever it lies. */
    @Override
    public MediaTime progress() {
        MediaTime sum = MediaTime.ZERO;
        for (Ending.Feed feed : feeds) {
            sum = sum.plus(feed.length());
        }
        return sum;
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public int parts() {
        return segments.size();
    }

    /** Ends without finishing and frees what it owns. */
    @Override
    public void abandon() {
        failure.compareAndSet(null, new SeamException("abandoned"));
        joiner.close();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        Encoder unused = first.getAndSet(null);
        if (unused != null) {
            unused.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
