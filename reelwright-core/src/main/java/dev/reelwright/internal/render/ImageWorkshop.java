package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageResult;
import dev.reelwright.internal.events.ImageRecord;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.ImageBatch;
import dev.reelwright.internal.plan.ImagePlanner;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
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
    private final Asset asset;
    private final ImageSettings settings;
    private final ImageFactory factory;
    private final int workers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private final MakerPool makers;
    private final @Nullable PictureComposer composer;
    private final ExecutorService decoding = ImageThreads.of("reelwright-images", workers);
    /** As many threads as there are deliveries: a callback may wait for another one. */
    private final ExecutorService delivering = ImageThreads.unlimited("reelwright-image-delivery");

    private volatile Token cancelled = new Token(null);
    private final IndexOnDemand index;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Makes the public image. */
    public interface ImageFactory {
        GeneratedImage make(MediaTime requested, MediaTime actual, StillPicture picture);
    }

    /** @param index of the video track, null to make one when it is needed */
    public ImageWorkshop(Asset asset, ImageSettings settings, @Nullable TrackIndex index, ImageFactory factory) {
        this.asset = asset;
        this.settings = settings;
        this.factory = factory;
        this.makers = new MakerPool(asset, settings.ofSource(), workers);
        this.index = new IndexOnDemand(asset, this::track, makers, index);
        this.composer = PictureComposer.of(asset, settings);
    }

    /** A workshop of its own for the same track, which shares what is known of that. */
    ImageWorkshop sibling(ImageSettings other) {
        makers.requireOpen();
        return new ImageWorkshop(asset, other, index(new Token(cancelled)), factory);
    }

    /** Takes one picture on the calling thread. */
    public ImageResult take(MediaTime time) {
        makers.requireOpen();
        return take(time, new Token(cancelled));
    }

    private ImageResult take(MediaTime time, Token token) {
        try {
            int frame = choose(List.of(time), token)[0];
            List<ImageResult> results = new ArrayList<>(1);
            // who asks a second time may go on from frame to frame; who asks once gets the image without the frames
            // behind it, at the price of beginning anew for a second one
            PictureRun.Company company = new PictureRun.Company(true, asked.getAndSet(true));
            takeAll(List.of(new Request(time, frame)), company, token, results::add);
            return results.get(0);
        } catch (MediaException e) {
            return failure(time, e);
        } catch (RuntimeException | OutOfMemoryError e) {
            return broken(time, e, token);
        }
    }

    /** Takes one picture on a thread of its own; to cancel what is returned ends the work on it. */
    public CompletableFuture<GeneratedImage> submit(MediaTime time) {
        makers.requireOpen();
        Token token = new Token(cancelled);
        CompletableFuture<GeneratedImage> promise = new CompletableFuture<>();
        promise.whenComplete((image, e) -> token.set());
        ImageThreads.execute(decoding, () -> {
            ImageResult result;
            try {
                result = token.isSet() ? new ImageResult.Cancelled(time) : take(time, token);
            } catch (Error e) {
                promise.completeExceptionally(MediaException.unforeseen("the image at " + time.inSeconds(), e));
                return;
            }
            // handed over on a delivery thread: what the caller does with it must not hold up decoding
            try {
                ImageResult taken = result;
                delivering.execute(() -> complete(promise, taken));
            } catch (RejectedExecutionException e) {
                // closed meanwhile; the answer is owed all the same
                complete(promise, result);
            }
        });
        return promise;
    }

    private static void complete(CompletableFuture<GeneratedImage> promise, ImageResult result) {
        try {
            promise.complete(result.image());
        } catch (MediaException e) {
            promise.completeExceptionally(e);
        }
    }

    public CompletableFuture<Void> deliver(List<MediaTime> times, Consumer<ImageResult> callback) {
        makers.requireOpen();
        Token token = new Token(cancelled);
        Iterator<ImageResult> results = batch(times, token);
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        // cancelled, or ended by a callback that throws: nobody waits for the rest
        delivered.whenComplete((nothing, e) -> token.set());
        ImageThreads.execute(delivering, () -> {
            try {
                while (results.hasNext() && !delivered.isDone()) {
                    callback.accept(results.next());
                }
                delivered.complete(null);
            } catch (RuntimeException | Error e) {
                delivered.completeExceptionally(e);
            }
        });
        return delivered;
    }

    public Stream<ImageResult> stream(List<MediaTime> times) {
        makers.requireOpen();
        Token token = new Token(cancelled);
        return StreamSupport.stream(
                        Spliterators.spliterator(
                                batch(times, token), times.size(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(token::set);
    }

    private Iterator<ImageResult> batch(List<MediaTime> times, Token token) {
        int windowSize = BatchRun.windowSize(asset, settings);
        return new BatchRun(times, new BatchWork(times.size() == 1, token), decoding, workers, windowSize, token);
    }

    public synchronized void cancelAll() {
        Token old = cancelled;
        cancelled = new Token(null);
        old.set();
    }

    /** A requested time and the frame chosen for it, -1 for none. */
    record Request(MediaTime time, int frame) {}

    private Track track() {
        Track track = asset.videoTrack()
                .orElseThrow(() -> new MediaException(
                        ErrorCode.NO_SOURCE_TRACK,
                        asset.name() + " has no video; a picture that comes with sound is its cover art"));
        asset.requireUnprotected(track);
        return track;
    }

    private TrackIndex index(Token token) {
        return index.get(token);
    }

    private int[] choose(List<MediaTime> times, Token token) {
        return new ImagePlanner(index(token), settings.toleranceBefore(), settings.toleranceAfter()).choose(times);
    }

    /** Takes the pictures of requests that are sorted by frame, and hands each on as soon as it is there. */
    private void takeAll(List<Request> sorted, PictureRun.Company company, Token token, Consumer<ImageResult> sink) {
        List<Integer> frames = sorted.stream().map(Request::frame).toList();
        try (PictureRun run = new PictureRun(makers, track(), index(token), frames, company, token)) {
            for (int i = 0; i < sorted.size(); i++) {
                sink.accept(take(sorted.get(i), run, i, token));
            }
        }
    }

    private ImageResult take(Request request, PictureRun run, int place, Token token) {
        ImageRecord record = ImageRecord.begin(asset.name());
        long decoded = 0;
        ImageResult result;
        try {
            token.check();
            GeneratedImage image;
            if (composer != null && request.frame() < 0 && isWithinAsset(request.time())) {
                // in gaps a compositor is asked all the same
                image = factory.make(request.time(), request.time(), composer.compose(request.time(), null));
            } else {
                requireFrame(request, token);
                PictureMaker.Picture picture = run.take(place);
                decoded = picture.decodedFrames();
                image = image(request, picture, token);
            }
            result = new ImageResult.Succeeded(request.time(), image);
        } catch (MediaException e) {
            result = failure(request.time(), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            result = broken(request.time(), e, token);
        }
        record.end(result, decoded);
        return result;
    }

    /** Closing ends all work, wherever it stands. */
    private static ImageResult broken(MediaTime time, Throwable e, Token token) {
        return token.isSet()
                ? new ImageResult.Cancelled(time)
                : failure(time, MediaException.unforeseen("the image at " + time.inSeconds(), e));
    }

    static ImageResult failure(MediaTime time, MediaException e) {
        return e.code() == ErrorCode.OPERATION_CANCELLED
                ? new ImageResult.Cancelled(time)
                : new ImageResult.Failed(time, e.in(Phase.IMAGE));
    }

    private void requireFrame(Request request, Token token) {
        if (request.frame() < 0) {
            TrackIndex known = index(token);
            throw new MediaException(
                            ErrorCode.NO_IMAGE_AT_TIME,
                            "no frame is on screen at " + request.time().inSeconds() + "; the video of " + asset.name()
                                    + " is shown from " + known.start().inSeconds() + " to "
                                    + known.end().inSeconds())
                    .onTrack(track().id());
        }
    }

    private GeneratedImage image(Request request, PictureMaker.Picture picture, Token token) {
        if (composer != null) {
            return factory.make(request.time(), request.time(), composer.compose(request.time(), picture.still()));
        }
        return factory.make(request.time(), index(token).start(request.frame()), picture.still());
    }

    private boolean isWithinAsset(MediaTime time) {
        return time.isNumeric() && asset.timeRange().contains(time);
    }

    /** What batches are done with. */
    private final class BatchWork implements BatchRun.Work {
        private final boolean alone;
        private final Token token;

        BatchWork(boolean alone, Token token) {
            this.alone = alone;
            this.token = token;
        }

        @Override
        public int[] choose(List<MediaTime> times) {
            return ImageWorkshop.this.choose(times, token);
        }

        @Override
        public List<ImageBatch.Run> divide(int[] frames, int windowSize) {
            return ImageBatch.divide(index(token), frames, windowSize, workers);
        }

        @Override
        public void takeAll(
                List<Request> sorted, boolean goesOn, Token stop, Iterator<CompletableFuture<ImageResult>> into) {
            PictureRun.Company company = new PictureRun.Company(alone, goesOn);
            ImageWorkshop.this.takeAll(
                    sorted, company, stop, result -> into.next().complete(result));
        }
    }

    @Override
    public void close() {
        // and never made anew: what begins from now on is cancelled from its beginning
        cancelled.set();
        makers.close();
        decoding.shutdown();
        delivering.shutdown();
    }
}
