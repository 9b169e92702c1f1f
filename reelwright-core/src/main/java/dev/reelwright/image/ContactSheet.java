package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.render.Lettering;
import dev.reelwright.internal.render.SheetRun;
import dev.reelwright.internal.render.SheetSettings;
import dev.reelwright.internal.render.StillPicture;
import dev.reelwright.internal.render.Typeface;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One picture that shows an asset at a glance: frames at even distances in rows, with their times, below a title and the
 * asset's format. Needs no display and no fonts of the machine. An instance is immutable and may be used from any thread.
 */
public final class ContactSheet {
    private final Asset asset;
    private final int count;
    private final SheetSettings settings;
    private final Set<SheetRun> running = ConcurrentHashMap.newKeySet();

    private ContactSheet(Builder builder) {
        asset = builder.asset;
        count = builder.count;
        settings = new SheetSettings(builder.columns, builder.tileSize, builder.title, builder.lettering);
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
                .orElseThrow(() -> new MediaException(ErrorCode.NO_SOURCE_TRACK, asset.name() + " has no video"));
    }

    /** The same as {@link #render(Consumer)} without telling how far it has come. */
    public GeneratedImage render() {
        return render(progress -> {});
    }

    /**
     * Takes the pictures and draws the sheet. A picture that cannot be taken leaves its place marked as empty.
     *
     * @param progress called on the calling thread after each picture
     * @throws MediaException when the asset has no video, or not one picture can be taken; with
     *     {@link ErrorCode#OPERATION_CANCELLED} after {@link #cancelAll()}
     * @throws IllegalArgumentException when the sheet would have more than 2^26 pixels
     */
    public GeneratedImage render(Consumer<ImageProgress> progress) {
        try (SheetRun run = new SheetRun(asset, times(), settings)) {
            running.add(run);
            try {
                SheetRun.Drawn drawn = run.draw(progress);
                StillPicture picture = new StillPicture.Sdr(drawn.size(), false, drawn.pixels());
                return new GeneratedImage(asset.source().path().orElse(null), MediaTime.ZERO, MediaTime.ZERO, picture);
            } finally {
                running.remove(run);
            }
        }
    }

    /** Ends all drawing that is under way with {@link ErrorCode#OPERATION_CANCELLED}. Later drawing is not concerned. */
    public void cancelAll() {
        running.forEach(SheetRun::cancel);
    }

    /** Collects a sheet's settings. */
    public static final class Builder {
        private final Asset asset;
        private int columns = 4;
        private int count = 16;
        private Size tileSize = new Size(320, 320);
        private String title;
        private Lettering lettering = Lettering.embedded();

        private Builder(Asset asset) {
            this.asset = asset;
            this.title = asset.source()
                    .path()
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .orElse(asset.name());
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

        /**
         * The font of all text, a TrueType or OpenType file. Unless set, a font inside of the library is used, the same on every
         * machine, which has Latin, Greek and Cyrillic letters; titles in other scripts need a font of theirs.
         *
         * @throws IllegalArgumentException when the file is no such font
         */
        public Builder font(Path file) {
            this.lettering = new Lettering(Typeface.read(file));
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
