package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.render.Canvas;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One picture that shows an asset at a glance: frames at even distances in rows, with their times and a title. */
public final class ContactSheet {
    private static final int MARGIN = 28;
    private static final int GAP = 14;
    private static final int CAPTION = 30;
    private static final int HEADER = 92;
    private static final int BACKGROUND = 0xFF15171C;
    private static final int EMPTY_TILE = 0xFF22252C;
    private static final int TITLE_COLOR = 0xFFF2F3F5;
    private static final int DETAIL_COLOR = 0xFF9AA1AD;

    private final Asset asset;
    private final int columns;
    private final int count;
    private final Size tileSize;
    private final String title;

    private ContactSheet(Builder builder) {
        asset = builder.asset;
        columns = Math.min(builder.columns, builder.count);
        count = builder.count;
        tileSize = builder.tileSize;
        title = builder.title;
    }

    public static Builder builder(Asset asset) {
        return new Builder(asset);
    }

    /** The times shown: the middles of equal parts of the video. */
    public List<MediaTime> times() {
        TimeRange range = track().timeRange();
        List<MediaTime> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(range.start().plus(range.duration().timesRatio(2 * i + 1, 2 * count)));
        }
        return times;
    }

    private Track track() {
        return asset.videoTrack()
                .orElseThrow(() -> new MediaException(ErrorCode.NO_SOURCE_TRACK, asset.path() + " has no video"));
    }

    /**
     * Takes the pictures and draws the sheet. A picture that cannot be taken leaves its place empty.
     *
     * @throws MediaException when the asset has no video, or not one picture can be taken
     */
    public GeneratedImage render() {
        List<ImageResult> results;
        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(tileSize).build()) {
            results = images.images(times()).toList();
        }
        ImageResult first = results.stream()
                .filter(ImageResult.Succeeded.class::isInstance)
                .findFirst()
                .orElse(results.get(0));
        GeneratedImage sample = first.image();
        return draw(results, new Size(sample.width(), sample.height()));
    }

    private GeneratedImage draw(List<ImageResult> results, Size tile) {
        int rows = (results.size() + columns - 1) / columns;
        int width = 2 * MARGIN + columns * tile.width() + (columns - 1) * GAP;
        int height = MARGIN + HEADER + rows * (tile.height() + CAPTION) + (rows - 1) * GAP + MARGIN;
        Canvas canvas = new Canvas(new Size(width, height), BACKGROUND);
        int room = width - 2 * MARGIN;
        canvas.text(title, MARGIN, MARGIN, 30, room, TITLE_COLOR);
        canvas.text(details(), MARGIN, MARGIN + 44, 19, room, DETAIL_COLOR);
        for (int i = 0; i < results.size(); i++) {
            int x = MARGIN + (i % columns) * (tile.width() + GAP);
            int y = MARGIN + HEADER + (i / columns) * (tile.height() + CAPTION + GAP);
            canvas.fill(x, y, tile, EMPTY_TILE);
            MediaTime time = results.get(i).requestedTime();
            if (results.get(i) instanceof ImageResult.Succeeded done) {
                GeneratedImage image = done.image();
                canvas.picture(x, y, new Size(image.width(), image.height()), image.pixels());
                time = image.actualTime();
            }
            canvas.centeredText(caption(time), x + tile.width() / 2, y + tile.height() + 8, 17, DETAIL_COLOR);
        }
        return new GeneratedImage(MediaTime.ZERO, MediaTime.ZERO, new Size(width, height), canvas.finish(), false);
    }

    private String details() {
        List<String> parts = new ArrayList<>();
        parts.add(clock(asset.duration()));
        Track video = track();
        Size natural = video.transform().apply(video.naturalSize());
        parts.add(natural.width() + "×" + natural.height());
        if (video.nominalFrameRate().isKnown()) {
            parts.add(trimmed(video.nominalFrameRate().toDouble()) + " fps");
        }
        parts.add(video.format().codec());
        if (video.format() instanceof FormatDescription.Video v && v.color().isHdr()) {
            parts.add(v.color().isPq() ? "HDR PQ" : "HDR HLG");
        }
        asset.audioTrack().ifPresent(audio -> parts.add(describe(audio)));
        return String.join("   ·   ", parts);
    }

    private static String describe(Track audio) {
        FormatDescription.Audio format = (FormatDescription.Audio) audio.format();
        return format.codec() + " " + trimmed(format.sampleRate() / 1000.0) + " kHz " + format.channelLayout();
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** Short clips need milliseconds to tell their pictures apart. */
    private String caption(MediaTime time) {
        if (asset.duration().compareTo(MediaTime.seconds(count)) >= 0) {
            return clock(time);
        }
        long millis = time.toTicks(1, 1000, dev.reelwright.time.Rounding.TOWARD_ZERO);
        return String.format(Locale.ROOT, "%02d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    private static String clock(MediaTime time) {
        long tenths = time.toTicks(1, 10, dev.reelwright.time.Rounding.TOWARD_ZERO);
        long seconds = tenths / 10;
        String rest = String.format(Locale.ROOT, "%02d:%02d.%d", seconds / 60 % 60, seconds % 60, tenths % 10);
        return seconds >= 3600 ? seconds / 3600 + ":" + rest : rest;
    }

    /** Collects a sheet's settings. */
    public static final class Builder {
        private final Asset asset;
        private int columns = 4;
        private int count = 16;
        private Size tileSize = new Size(320, 320);
        private String title;

        private Builder(Asset asset) {
            this.asset = asset;
            this.title = String.valueOf(asset.path().getFileName());
        }

        /** Pictures in a row; 4 unless set. */
        public Builder columns(int number) {
            this.columns = requirePositive(number, "columns");
            return this;
        }

        /** Pictures in all; 16 unless set. */
        public Builder count(int number) {
            this.count = requirePositive(number, "pictures");
            return this;
        }

        /** The box of one picture; 320x320 unless set. */
        public Builder tileSize(Size box) {
            this.tileSize = box;
            return this;
        }

        /** The first line; the file's name unless set. */
        public Builder title(String text) {
            this.title = text;
            return this;
        }

        private static int requirePositive(int number, String what) {
            if (number < 1) {
                throw new IllegalArgumentException("a sheet has one or more " + what + ", not " + number);
            }
            return number;
        }

        public ContactSheet build() {
            return new ContactSheet(this);
        }
    }
}
