package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.Tag;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.ContainerRules.Content;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures that decorate a file: those that the plan carries over, else those among its metadata. Into the index of movie
 * files the latter are written with the rest of the metadata.
 */
final class Covers {
    private static final TimeBase CLOCK = TimeBase.ofScale(1000);

    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Picture picture, OutputTrack output) {}

    private record Picture(byte[] bytes, String codec, Size size) {}

    Covers(RunContext context, Demuxer demuxer, Muxer muxer) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
    }

    /** Opens what the plan has of them, after all other tracks and before the muxer starts. */
    List<Lane> open() {
        List<Lane> lanes = new ArrayList<>();
        ExportPlan plan = context.plan();
        for (TrackPlan track : plan.tracks()) {
            Track source = context.asset().track(track.sourceTrack()).orElseThrow();
            if (source.coverArt() && track.isCarriedOver()) {
                OutputTrack output = add(picture(source));
                lanes.add(new Lane(source, track, track, output, null, null));
            }
        }
        if (lanes.isEmpty() && !ContainerRules.isMovie(plan.fileType())) {
            plan.metadata().asset().forEach(this::add);
        }
        return lanes;
    }

    private Picture picture(Track source) {
        FormatDescription.Video format = (FormatDescription.Video) source.format();
        try (Packet packet = demuxer.attachedPicture(source.index())) {
            return new Picture(packet.bytes(), format.codec(), format.codedSize());
        }
    }

    private void add(MetadataItem item) {
        boolean picture = item.value().type() == DataType.JPEG || item.value().type() == DataType.PNG;
        if (picture && item.value() instanceof MetadataValue.Data data) {
            String codec = data.type() == DataType.PNG ? "png" : "mjpeg";
            if (ContainerRules.holds(context.plan().fileType(), Content.COVER, codec)) {
                add(new Picture(data.bytes(), codec, PictureBlock.size(data.bytes())));
            }
        }
    }

    private OutputTrack add(Picture picture) {
        FileType type = context.plan().fileType();
        OutputTrack output;
        if (type == FileType.OGG) {
            muxer.metadata(List.of(
                    new Tag(PictureBlock.NAME, PictureBlock.text(picture.bytes(), mimeType(picture), picture.size()))));
            output = new OutputTrack(muxer, muxer.streams() + entries.size(), CLOCK, OutputTrack.CLOSED);
        } else if (isTag(type)) {
            output = new OutputTrack(muxer, muxer.streams() + entries.size(), CLOCK, OutputTrack.CLOSED);
        } else if (type == FileType.MKV) {
            int stream = muxer.addAttachment(
                    picture.codec(), picture.bytes(), name(picture, entries.size()), mimeType(picture));
            output = new OutputTrack(muxer, stream, CLOCK, OutputTrack.CLOSED);
        } else {
            int stream = muxer.addCover(picture.codec(), picture.size(), picture.bytes().length);
            output = new OutputTrack(muxer, stream, CLOCK, context.gate());
        }
        entries.add(new Entry(picture, output));
        return output;
    }

    /** Whether our own writer of tags writes them with the rest. */
    private static boolean isTag(FileType type) {
        return type == FileType.MP3 || type == FileType.FLAC;
    }

    /** The pictures that go among the tags, in the form of these. */
    List<MetadataItem> tags() {
        FileType type = context.plan().fileType();
        if (!isTag(type)) {
            return List.of();
        }
        MetadataIdentifier identifier = type == FileType.MP3
                ? new MetadataIdentifier(KeySpace.ID3, "APIC")
                : new MetadataIdentifier(KeySpace.VORBIS, PictureBlock.NAME);
        return entries.stream()
                .map(entry -> entry.picture())
                .map(p -> MetadataItem.of(
                        identifier,
                        new MetadataValue.Data(p.bytes(), p.codec().equals("png") ? DataType.PNG : DataType.JPEG)))
                .toList();
    }

    private static String mimeType(Picture picture) {
        return picture.codec().equals("png") ? "image/png" : "image/jpeg";
    }

    /** By RFC 9559 §21.1 the first one is called "cover". */
    private static String name(Picture picture, int number) {
        return "cover" + (number == 0 ? "" : number + 1) + (picture.codec().equals("png") ? ".png" : ".jpg");
    }

    /** Writes the pictures that are written as samples. Called when the muxer has started. */
    void write() {
        for (Entry entry : entries) {
            try (Packet packet = Packet.of(entry.picture().bytes())) {
                packet.pts(0);
                packet.dts(0);
                entry.output().write(packet, true);
            }
        }
    }
}
