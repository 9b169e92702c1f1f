package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataPlannerTest {
    private static final MediaTime TWO = MediaTime.seconds(2);
    private static final MetadataItem TITLE = MetadataItem.of("mdta/com.apple.quicktime.title", "a");
    private static final MetadataItem PLACE =
            MetadataItem.of("mdta/com.apple.quicktime.location.ISO6709", "+51.5334-000.1255/");
    private static final MetadataItem RIGHTS = MetadataItem.of("mdta/com.apple.quicktime.copyright", "me");
    private static final MetadataItem ENCODER = MetadataItem.of("itsk/%A9too", "Lavf");

    private static final Track VIDEO = TestAssets.video(1, "h264", new Size(320, 180), TWO);

    private static ExportPlan plan(FileType type, ExportSession.Builder session) {
        return new ExportPlanner(new Machine(encoder -> true, 2)).plan(session.build(), type);
    }

    private static ExportSession.Builder session(MetadataItem... items) {
        return session(TestAssets.of(TWO, List.of(items), VIDEO));
    }

    private static ExportSession.Builder session(Asset asset) {
        return ExportSession.builder(asset, ExportPreset.named("passthrough").orElseThrow());
    }

    @Test
    void E25_theSourcesItemsAreCarriedOverAndTranslated() {
        ExportPlan plan = plan(FileType.M4V, session(TITLE, RIGHTS, ENCODER));

        assertThat(plan.metadata().asset())
                .containsExactly(MetadataItem.of("itsk/%A9nam", "a"), MetadataItem.of("itsk/cprt", "me"));
        assertThat(plan.metadata().leftOut()).isEmpty();
    }

    @Test
    void E26_itemsOfTheSessionReplaceAllOfThem() {
        ExportPlan own = plan(FileType.MOV, session(TITLE).metadata(List.of(MetadataItem.of(CommonKey.ARTIST, "b"))));
        ExportPlan none = plan(FileType.MOV, session(TITLE).metadata(List.of()));

        assertThat(own.metadata().asset()).containsExactly(MetadataItem.of("mdta/com.apple.quicktime.artist", "b"));
        assertThat(none.metadata().asset()).isEmpty();
    }

    @Test
    void E26_ownItemsThatTheTypeCannotHoldAreWarnedOf() {
        ExportPlan plan = plan(FileType.MOV, session().metadata(List.of(MetadataItem.of("riff/ABCD", "x"))));

        assertThat(plan.metadata().leftOut()).containsExactly("riff/ABCD: mov has no key for it");
        assertThat(plan.warnings()).contains("not written: riff/ABCD: mov has no key for it");
    }

    @Test
    void E27_theFilterIsForTheSourcesItemsAlone() {
        ExportPlan carried =
                plan(FileType.MOV, session(TITLE, PLACE, RIGHTS).metadataFilter(MetadataFilter.forSharing()));
        ExportPlan own =
                plan(FileType.MOV, session(TITLE).metadata(List.of(PLACE)).metadataFilter(MetadataFilter.forSharing()));

        assertThat(carried.metadata().asset()).containsExactly(RIGHTS);
        assertThat(own.metadata().asset()).containsExactly(PLACE);
        assertThat(own.metadata().forSharing()).isTrue();
    }

    @Test
    void S46_timedDataStaysBehindAndTextGoesAlong() {
        Asset asset = TestAssets.of(
                TWO,
                List.of(),
                VIDEO,
                TestAssets.other(2, MediaType.DATA, "none", TWO),
                TestAssets.other(3, MediaType.TEXT, "mov_text", TWO));

        List<TrackPlan> tracks = plan(FileType.MOV, session(asset).metadataFilter(MetadataFilter.forSharing()))
                .tracks();

        assertThat(tracks.get(1)).isInstanceOf(TrackPlan.Drop.class);
        assertThat(tracks.get(1).reason()).contains("for sharing");
        assertThat(tracks.get(2)).isInstanceOf(TrackPlan.Copy.class);
    }
}
