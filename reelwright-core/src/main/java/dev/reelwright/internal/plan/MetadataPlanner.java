package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.MetadataPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.metadata.KeyTable;
import dev.reelwright.internal.metadata.SharingList;
import dev.reelwright.internal.metadata.Translator;
import dev.reelwright.internal.metadata.Translator.Translation;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which metadata an export writes: its own, or the source's as far as the filter and the file type allow. The filter is for
 * the source's alone; so is what a file says of itself, which is not carried over.
 */
final class MetadataPlanner {
    private final Optional<MetadataFilter> filter;

    private MetadataPlanner(ExportSession session) {
        this.filter = session.metadataFilter();
    }

    static MetadataPlan plan(ExportSession session, FileType fileType, List<TrackPlan> tracks) {
        MetadataPlanner planner = new MetadataPlanner(session);
        Translation asset = Translator.to(
                fileType,
                session.metadata()
                        .orElseGet(() -> planner.carried(session.asset().metadata())));
        List<String> leftOut = new ArrayList<>(asset.leftOut());
        Map<Integer, List<MetadataItem>> ofTracks = new HashMap<>();
        for (TrackPlan plan : tracks) {
            Track track = session.asset().track(plan.sourceTrack()).orElseThrow();
            if (plan instanceof TrackPlan.Drop || track.coverArt()) {
                continue;
            }
            Translation own = Translator.ofTrack(fileType, planner.carried(track.metadata()));
            ofTracks.put(track.id(), own.items());
            own.leftOut().forEach(reason -> leftOut.add("track " + track.id() + ", " + reason));
        }
        return new MetadataPlan(asset.items(), ofTracks, leftOut, planner.isForSharing());
    }

    private boolean isForSharing() {
        return isForSharing(filter);
    }

    /** Whether the file may hold nothing else that tells where it was recorded. */
    static boolean isForSharing(Optional<MetadataFilter> filter) {
        return filter.filter(f -> f == MetadataFilter.forSharing()).isPresent();
    }

    private List<MetadataItem> carried(List<MetadataItem> items) {
        List<MetadataItem> kept = filter.map(f -> f.apply(items)).orElse(items).stream()
                .filter(item -> !KeyTable.shared().isBookkeeping(item))
                .toList();
        return isForSharing()
                ? kept.stream()
                        .flatMap(item -> SharingList.cleaned(item).stream())
                        .toList()
                : kept;
    }
}
