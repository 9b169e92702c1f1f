package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageResult;
import dev.reelwright.internal.plan.ImageBatch;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers many requests in their order while decoders work ahead: on the window whose answers are pulled and on the next one,
 * so that no more pictures than two windows hold ever wait. Nothing begins before the first answer is pulled.
 */
final class BatchRun implements Iterator<ImageResult> {
    /** Results of a window, of which two are worked on: bounds memory and still gives each decoder long runs. */
    private static final int WINDOW = 64;
    /** Pixels of finished pictures of a window that may wait for their turn. */
    private static final long WINDOW_PIXELS = 8L << 20;

    private final List<MediaTime> times;
    private final Work work;
    private final Executor decoding;
    private final int decoders;
    private final int windowSize;
    private final Token token;
    private final List<@Nullable CompletableFuture<ImageResult>> slots = new ArrayList<>();
    private List<ImageBatch.Run> runs = List.of();
    private int[] frames = {};
    private int nextRun;
    private int busy;
    private int pulled;

    /** What the run is done with. */
    interface Work {
        /** The frame for each time, -1 where there is none. */
        int[] choose(List<MediaTime> times);

        List<ImageBatch.Run> divide(int[] frames, int windowSize);

        /**
         * Takes the pictures of requests that are sorted by frame, and hands each on as soon as it is there.
         *
         * @param goesOn whether later frames of the last one's group of pictures are going to be wanted
         */
        void takeAll(
                List<ImageWorkshop.Request> sorted,
                boolean goesOn,
                Token token,
                Iterator<CompletableFuture<ImageResult>> into);
    }

    BatchRun(List<MediaTime> times, Work work, Executor decoding, int decoders, int windowSize, Token token) {
        this.times = times;
        this.work = work;
        this.decoding = decoding;
        this.decoders = decoders;
        this.windowSize = windowSize;
        this.token = token;
    }

    /** How many pictures of this kind a window holds. */
    static int windowSize(Asset asset, ImageSettings settings) {
        if (!(asset.videoTrack().map(Track::format).orElse(null) instanceof FormatDescription.Video video)) {
            return WINDOW;
        }
        Size size =
                PictureMaker.storedSize(video, settings.ofSource(), PictureTransform.IDENTITY, video.cleanAperture());
        long pixels = Math.max(1, (long) size.width() * size.height()) * (settings.keepsHdr(video) ? 2 : 1);
        return (int) Math.max(1, Math.min(WINDOW, WINDOW_PIXELS / pixels));
    }

    @Override
    public boolean hasNext() {
        return pulled < times.size();
    }

    @Override
    public ImageResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        MediaTime time = times.get(pulled);
        if (token.isSet()) {
            pulled++;
            return new ImageResult.Cancelled(time);
        }
        if (slots.isEmpty()) {
            begin();
        }
        start();
        CompletableFuture<ImageResult> slot = slot(pulled);
        try {
            ImageResult result = slot.join();
            return token.isSet() ? new ImageResult.Cancelled(time) : result;
        } catch (CompletionException e) {
            MediaException error = e.getCause() instanceof MediaException m
                    ? m
                    : new MediaException(ErrorCode.UNKNOWN, String.valueOf(e.getMessage()), e);
            return ImageWorkshop.failure(time, error);
        } finally {
            pulled();
        }
    }

    private synchronized void pulled() {
        slots.set(pulled, null);
        pulled++;
    }

    private CompletableFuture<ImageResult> slot(int request) {
        CompletableFuture<ImageResult> slot = slots.get(request);
        if (slot == null) {
            throw new IllegalStateException("request " + request + " was answered already");
        }
        return slot;
    }

    private void begin() {
        times.forEach(t -> slots.add(new CompletableFuture<>()));
        try {
            frames = work.choose(times);
            runs = work.divide(frames, windowSize);
        } catch (RuntimeException | Error e) {
            slots.forEach(slot -> {
                if (slot != null) {
                    slot.completeExceptionally(e);
                }
            });
        }
    }

    /** Gives decoders that have nothing to do the runs that may begin by now. */
    private synchronized void start() {
        int window = pulled / windowSize;
        while (nextRun < runs.size() && busy < decoders && runs.get(nextRun).window() <= window + 1) {
            ImageBatch.Run run = runs.get(nextRun++);
            List<CompletableFuture<ImageResult>> into =
                    run.requests().stream().map(this::slot).toList();
            if (token.isSet()) {
                complete(run, into);
                continue;
            }
            busy++;
            try {
                decoding.execute(() -> take(run, into));
            } catch (RejectedExecutionException e) {
                // closed meanwhile, which cancels everything
                busy--;
                token.set();
                complete(run, into);
            }
        }
    }

    private void complete(ImageBatch.Run run, List<CompletableFuture<ImageResult>> into) {
        for (int i = 0; i < into.size(); i++) {
            into.get(i)
                    .complete(new ImageResult.Cancelled(times.get(run.requests().get(i))));
        }
    }

    private void take(ImageBatch.Run run, List<CompletableFuture<ImageResult>> into) {
        try {
            List<ImageWorkshop.Request> requests = run.requests().stream()
                    .map(i -> new ImageWorkshop.Request(times.get(i), frames[i]))
                    .toList();
            work.takeAll(requests, run.goesOn(), token, into.iterator());
        } catch (RuntimeException | Error e) {
            into.forEach(slot -> slot.completeExceptionally(e));
        } finally {
            synchronized (this) {
                busy--;
            }
            start();
        }
    }
}
