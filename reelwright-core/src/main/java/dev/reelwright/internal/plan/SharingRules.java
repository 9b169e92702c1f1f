package dev.reelwright.internal.plan;

import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import java.util.Optional;

/** Which tracks stay behind when a file is made for others. */
final class SharingRules {
    private SharingRules() {}

    /** Why a track is left out; empty for what may be shared. */
    static Optional<String> whyLeftOut(Track track) {
        if (track.mediaType() == MediaType.DATA) {
            return Optional.of("timed data may tell where it was recorded, and the file is for sharing");
        }
        return track.coverArt()
                ? Optional.of("the cover may tell where it was taken, and the file is for sharing; "
                        + "what its metadata has of it goes along without that")
                : Optional.empty();
    }
}
