package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageResult;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.events.ImageRecord;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.ImagePlanner;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the requests of one image generator: chooses frames by the index, spreads them over decoders, delivers in the order
 * asked for.
 */
public final class ImageWorkshop implements AutoCloseable {
    /** Results worked on ahead of the one that is pulled: bounds memory and still gives each decoder long runs. */
    private static final int WINDOW = 128;
    /** Pixels of finished pictures that may wait for their turn. */
    private static final long WINDOW_PIXELS = 16L << 20;

    private final Asset asset;
    private final ImageSettings settings;
    private final ImageFactory factory;
    private final int workers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private final Deque<PictureMaker> idle = new ArrayDeque<>();
    private final ExecutorService decoding = threads("reelwright-images", workers);
    /** As many threads as there are deliveries: a callback may wait for another one. */
    private final ExecutorService delivering = threads("reelwright-image-delivery", 0);

    private volatile AtomicBoolean cancelled = new AtomicBoolean();
    private boolean closed;
    private @Nullable TrackIndex index;

    /** Makes the public image. */
    public interface ImageFactory {
        GeneratedImage make(MediaTime requested, MediaTime actual, Size size, int[] pixels, boolean hasAlpha);
    }

    public ImageWorkshop(Asset asset, ImageSettings settings, ImageFactory factory) {
        this.asset = asset;
        this.settings = settings;
        this.factory = factory;
    }

    /** A workshop of its own for the same track, which shares what is known of that. */
    ImageWorkshop sibling(ImageSettings other) {
        requireOpen();
        ImageWorkshop sibling = new ImageWorkshop(asset, other, factory);
        sibling.index = index();
        return sibling;
    }

    /** Threads that end when idle; {@code count} of them, 0 for as many as there is work. */
    private static ExecutorService threads(String name, int count) {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        if (count == 0) {
            return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        }
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(count, count, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Takes one picture on the calling thread. */
    public ImageResult take(MediaTime time) {
        requireOpen();
        return take(time, cancelled);
    }

    private ImageResult take(MediaTime time, AtomicBoolean token) {
        try {
            int frame = choose(List.of(time))[0];
            List<ImageResult> results = new ArrayList<>(1);
            takeAll(List.of(new Request(time, frame)), token, results::add);
            return results.get(0);
        } catch (MediaException e) {
            return new ImageResult.Failed(time, e.in(Phase.IMAGE));
        }
    }

    public CompletableFuture<ImageResult> submit(MediaTime time) {
        requireOpen();
        AtomicBoolean token = cancelled;
        CompletableFuture<ImageResult> promise = new CompletableFuture<>();
        decoding.execute(() -> {
            ImageResult result = token.get() ? new ImageResult.Cancelled(time) : take(time, token);
            // handed over on a delivery thread: what the caller does with it must not hold up decoding
            try {
                delivering.execute(() -> promise.complete(result));
            } catch (RejectedExecutionException e) {
                // closed meanwhile; the answer is owed all the same
                promise.complete(result);
            }
        });
        return promise;
    }

    public CompletableFuture<Void> deliver(List<MediaTime> times, Consumer<ImageResult> callback) {
        requireOpen();
        Iterator<ImageResult> results = new Results(times, cancelled);
        return CompletableFuture.runAsync(() -> results.forEachRemaining(callback), delivering);
    }

    public Stream<ImageResult> stream(List<MediaTime> times) {
        requireOpen();
        Results results = new Results(times, cancelled);
        return StreamSupport.stream(
                Spliterators.spliterator(results, times.size(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    public void cancelAll() {
        AtomicBoolean old = cancelled;
        cancelled = new AtomicBoolean();
        old.set(true);
    }

    /** A requested time and the frame chosen for it, -1 for none. */
    private record Request(MediaTime time, int frame) {}

    private Track track() {
        return asset.videoTrack()
                .orElseThrow(() -> new MediaException(ErrorCode.NO_SOURCE_TRACK, asset.path() + " has no video"));
    }

    private synchronized TrackIndex index() {
        TrackIndex known = index;
        if (known == null) {
            try (Demuxer demuxer = Demuxer.open(asset.path(), asset.options())) {
                known = PacketIndexer.scan(demuxer, asset, track());
            }
            index = known;
        }
        return known;
    }

    private int[] choose(List<MediaTime> times) {
        return new ImagePlanner(index(), settings.toleranceBefore(), settings.toleranceAfter()).choose(times);
    }

    /**
     * Takes the pictures of requests that are sorted by frame, and hands each on as soon as it is there; a frame asked for
     * several times is decoded once.
     */
    private void takeAll(List<Request> sorted, AtomicBoolean token, Consumer<ImageResult> sink) {
        PictureMaker maker = null;
        PictureMaker.@Nullable Picture last = null;
        int lastFrame = -1;
        try {
            for (Request request : sorted) {
                ImageRecord record = ImageRecord.begin(asset.path());
                long decoded = 0;
                ImageResult result;
                try {
                    checkpoint(token);
                    requireFrame(request);
                    if (last == null || request.frame() != lastFrame) {
                        maker = maker == null ? borrow() : maker;
                        last = maker.take(request.frame(), () -> checkpoint(token));
                        lastFrame = request.frame();
                        decoded = last.decodedFrames();
                    }
                    result = new ImageResult.Succeeded(request.time(), image(request, last));
                } catch (MediaException e) {
                    result = failure(request.time(), e);
                } catch (RuntimeException e) {
                    String message = "the image at " + request.time().inSeconds() + " failed: " + e;
                    result = failure(request.time(), new MediaException(ErrorCode.UNKNOWN, message, e));
                }
                record.end(result, decoded);
                sink.accept(result);
            }
        } finally {
            giveBack(maker);
        }
    }

    private static ImageResult failure(MediaTime time, MediaException e) {
        return e.code() == ErrorCode.OPERATION_CANCELLED
                ? new ImageResult.Cancelled(time)
                : new ImageResult.Failed(time, e.in(Phase.IMAGE));
    }

    private static void checkpoint(AtomicBoolean token) {
        if (token.get()) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }

    private void requireFrame(Request request) {
        if (request.frame() < 0) {
            TrackIndex known = index();
            throw new MediaException(
                            ErrorCode.NO_IMAGE_AT_TIME,
                            "no frame is on screen at " + request.time().inSeconds() + "; the video of " + asset.path()
                                    + " is shown from " + known.start().inSeconds() + " to "
                                    + known.end().inSeconds())
                    .onTrack(track().id());
        }
    }

    private GeneratedImage image(Request request, PictureMaker.Picture picture) {
        boolean alpha = track().format() instanceof FormatDescription.Video video && video.hasAlpha();
        return factory.make(request.time(), index().start(request.frame()), picture.size(), picture.pixels(), alpha);
    }

    private PictureMaker borrow() {
        TrackIndex known = index();
        synchronized (idle) {
            requireOpen();
            PictureMaker maker = idle.poll();
            if (maker != null) {
                return maker;
            }
        }
        return new PictureMaker(asset, track(), known, settings);
    }

    private void giveBack(@Nullable PictureMaker maker) {
        if (maker == null) {
            return;
        }
        synchronized (idle) {
            if (!closed && idle.size() < workers) {
                idle.push(maker);
                return;
            }
        }
        maker.close();
    }

    private void requireOpen() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the image generator is closed");
            }
        }
    }

    /** Results in the order of the times, worked out a window at a time. */
    private final class Results implements Iterator<ImageResult> {
        private final List<MediaTime> times;
        private final AtomicBoolean token;
        private final Deque<CompletableFuture<ImageResult>> ahead = new ArrayDeque<>();
        private int begun;

        Results(List<MediaTime> times, AtomicBoolean token) {
            this.times = times;
            this.token = token;
        }

        @Override
        public boolean hasNext() {
            return !ahead.isEmpty() || begun < times.size();
        }

        @Override
        public ImageResult next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (ahead.isEmpty()) {
                if (token.get()) {
                    return new ImageResult.Cancelled(times.get(begun++));
                }
                begin();
            }
            int place = begun - ahead.size();
            try {
                ImageResult result = ahead.remove().join();
                return token.get() ? new ImageResult.Cancelled(result.requestedTime()) : result;
            } catch (CompletionException e) {
                MediaException error = e.getCause() instanceof MediaException m
                        ? m
                        : new MediaException(ErrorCode.UNKNOWN, String.valueOf(e.getMessage()), e);
                return failure(times.get(place), error);
            }
        }

        private void begin() {
            int end = Math.min(times.size(), begun + windowSize());
            List<MediaTime> window = times.subList(begun, end);
            begun = end;
            List<CompletableFuture<ImageResult>> slots = new ArrayList<>();
            window.forEach(t -> slots.add(new CompletableFuture<>()));
            ahead.addAll(slots);
            int[] frames;
            try {
                frames = choose(window);
            } catch (RuntimeException e) {
                slots.forEach(slot -> slot.completeExceptionally(e));
                return;
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < frames.length; i++) {
                order.add(i);
            }
            order.sort((a, b) -> Integer.compare(frames[a], frames[b]));
            for (List<Integer> share : shares(order, frames)) {
                try {
                    decoding.execute(() -> work(share, window, frames, slots));
                } catch (RejectedExecutionException e) {
                    // closed meanwhile, which cancels everything
                    share.forEach(i -> slots.get(i).complete(new ImageResult.Cancelled(window.get(i))));
                }
            }
        }

        private int windowSize() {
            if (!(asset.videoTrack().map(Track::format).orElse(null) instanceof FormatDescription.Video video)) {
                return WINDOW;
            }
            Size size = PictureMaker.storedSize(video, settings, PictureTransform.IDENTITY, video.cleanAperture());
            long pixels = Math.max(1, (long) size.width() * size.height());
            return (int) Math.max(workers, Math.min(WINDOW, WINDOW_PIXELS / pixels));
        }

        /** Runs of neighbouring frames, one for each decoder, cut where a new group of pictures begins. */
        private List<List<Integer>> shares(List<Integer> order, int[] frames) {
            List<List<Integer>> shares = new ArrayList<>();
            int wanted = (order.size() + workers - 1) / workers;
            List<Integer> current = new ArrayList<>();
            int lastSync = -1;
            for (int slot : order) {
                int sync = frames[slot] < 0 ? -1 : index().syncPacketFor(frames[slot]);
                if (current.size() >= wanted && sync != lastSync) {
                    shares.add(current);
                    current = new ArrayList<>();
                }
                current.add(slot);
                lastSync = sync;
            }
            shares.add(current);
            return shares;
        }

        private void work(
                List<Integer> share, List<MediaTime> window, int[] frames, List<CompletableFuture<ImageResult>> slots) {
            try {
                List<Request> requests = share.stream()
                        .map(i -> new Request(window.get(i), frames[i]))
                        .toList();
                Iterator<Integer> slot = share.iterator();
                takeAll(requests, token, result -> slots.get(slot.next()).complete(result));
            } catch (RuntimeException | Error e) {
                share.forEach(i -> slots.get(i).completeExceptionally(e));
            }
        }
    }

    @Override
    public void close() {
        cancelAll();
        List<PictureMaker> toClose;
        synchronized (idle) {
            closed = true;
            toClose = List.copyOf(idle);
            idle.clear();
        }
        toClose.forEach(PictureMaker::close);
        decoding.shutdown();
        delivering.shutdown();
    }
}
