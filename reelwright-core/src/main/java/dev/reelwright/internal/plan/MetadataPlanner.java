package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.MetadataPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which metadata an export writes: its own, or the source's as far as the filter and the file type allow. */
final class MetadataPlanner {
    private MetadataPlanner() {}

    static MetadataPlan plan(ExportSession session, FileType fileType, List<TrackPlan> tracks) {
        Optional<MetadataFilter> filter = session.metadataFilter();
        List<MetadataItem> asset = session.metadata()
                .orElseGet(() -> filtered(filter, session.asset().metadata()));
        Map<Integer, List<MetadataItem>> ofTracks = new HashMap<>();
        for (TrackPlan plan : tracks) {
            Track track = session.asset().track(plan.sourceTrack()).orElseThrow();
            ofTracks.put(track.id(), filtered(filter, track.metadata()));
        }
        boolean forSharing =
                filter.filter(f -> f == MetadataFilter.forSharing()).isPresent();
        return new MetadataPlan(asset, ofTracks, List.of(), forSharing);
    }

    private static List<MetadataItem> filtered(Optional<MetadataFilter> filter, List<MetadataItem> items) {
        return filter.map(f -> f.apply(items)).orElse(items);
    }
}
