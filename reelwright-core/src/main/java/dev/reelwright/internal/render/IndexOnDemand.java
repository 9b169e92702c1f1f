package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The index of the video track, made when it is first needed; the file that was opened for it serves the first decoder. */
final class IndexOnDemand {
    private final Asset asset;
    private final Supplier<Track> track;
    private final MakerPool makers;
    private @Nullable TrackIndex index;

    /**
     * @param track asked when the index is made
     * @param known null to make one
     */
    IndexOnDemand(Asset asset, Supplier<Track> track, MakerPool makers, @Nullable TrackIndex known) {
        this.asset = asset;
        this.track = track;
        this.makers = makers;
        this.index = known;
    }

    synchronized TrackIndex get(Token token) {
        TrackIndex known = index;
        if (known == null) {
            known = make(new OpenFile(asset, token));
            index = known;
        }
        return known;
    }

    private TrackIndex make(OpenFile file) {
        boolean kept = false;
        try {
            TrackIndex made = PacketIndexer.index(file.demuxer(), asset, track.get());
            // what was read to its end is better opened anew
            if (made.origin() == IndexOrigin.HEADER && !EditedMedia.isNeeded(file.demuxer(), asset)) {
                makers.keep(file);
                kept = true;
            }
            return made;
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }
}
