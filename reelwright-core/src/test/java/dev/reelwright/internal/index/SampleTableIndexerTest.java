package dev.reelwright.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTableIndexerTest {
    @TempDir
    Path folder;

    static Stream<Path> movies() throws IOException {
        List<Path> movies = new ArrayList<>();
        if (Media.folder().isPresent()) {
            try (Stream<Path> files = Files.list(Media.folder().get())) {
                files.filter(f -> f.toString().matches(".*\\.(mp4|mov|MOV|m4a|m4b|heic)"))
                        .filter(f -> !f.endsWith("sample_malformed_free_box.mp4"))
                        .sorted()
                        .forEach(movies::add);
            }
        }
        movies.add(Fixtures.standard());
        movies.add(Fixtures.variableRate());
        return movies.stream();
    }

    @ParameterizedTest
    @MethodSource("movies")
    void I3_theFilesOwnTablesSayWhatReadingAllPacketsSays(Path file) {
        Asset asset = Asset.open(file);
        for (Track track : asset.tracks()) {
            @Nullable PacketTable tables;
            PacketTable packets;
            try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
                tables = SampleTableIndexer.table(demuxer, track.index());
            }
            try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
                packets = PacketIndexer.table(demuxer, track.index());
            }
            if (tables != null) {
                assertThat(difference(facts(tables), facts(packets))).isEmpty();
                for (int i = 0; i < tables.count(); i++) {
                    // a packet may tell that decoding can start at it where the tables do not, never the other way
                    // round
                    assertThat(tables.isKey(i) && !packets.isKey(i)).isFalse();
                }
            }
        }
    }

    /** The first place where two lists differ; printing all of it would bury it. */
    private static String difference(List<List<Object>> one, List<List<Object>> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return "packet " + i + ": " + one.get(i) + " for " + other.get(i);
            }
        }
        return one.size() == other.size() ? "" : one.size() + " packets for " + other.size();
    }

    private static List<List<Object>> facts(PacketTable table) {
        return IntStream.range(0, table.count())
                .mapToObj(i -> List.<Object>of(
                        table.pts(i),
                        table.dts(i),
                        table.duration(i),
                        table.position(i),
                        table.size(i),
                        table.isHidden(i)))
                .toList();
    }

    @Test
    void I3_ordinaryMoviesAreIndexedWithoutReadingThem() {
        Asset asset = Asset.open(Fixtures.standard());

        PacketIndex index = asset.index(asset.videoTrack().orElseThrow());

        assertThat(index.summary().origin()).isEqualTo(IndexOrigin.HEADER);
        assertThat(index.frameCount()).isEqualTo(300);
    }

    @Test
    void I3_otherContainersAndMovieFragmentsAreIndexedByTheirPackets() {
        Path matroska = remuxed("clip.mkv");
        Path fragments = remuxed("clip.mp4", "-movflags", "frag_keyframe+empty_moov");

        for (Path file : List.of(matroska, fragments)) {
            Asset asset = Asset.open(file);
            PacketIndex index = asset.index(asset.videoTrack().orElseThrow());
            assertThat(index.summary().origin()).isEqualTo(IndexOrigin.PACKETS);
            assertThat(index.frameCount()).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sample.mp4", "sample_with_metadata.mp4", "edit_list_positive_shift.mp4", "dolbyVision-hdr.MOV"})
    void I3_realMoviesAreIndexedWithoutReadingThem(String name) {
        Asset asset = Asset.open(Media.file(name));

        assertThat(asset.index(asset.videoTrack().orElseThrow()).summary().origin())
                .isEqualTo(IndexOrigin.HEADER);
    }

    @Test
    void I3_tablesThatCountOtherSamplesThanThereAreAreNotBelieved() throws IOException {
        Path file = remuxed("damaged.mp4");
        // the second run of composition offsets claims more samples than there are
        patch(file, "ctts", 16, 77_777);

        Asset asset = Asset.open(file);
        Track track = asset.videoTrack().orElseThrow();
        PacketTable packets;
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
            packets = PacketIndexer.table(demuxer, track.index());
        }

        TrackIndex index = (TrackIndex) asset.index(track);
        assertThat(index.summary().origin()).isEqualTo(IndexOrigin.PACKETS);
        assertThat(facts(index.packets())).isEqualTo(facts(packets));
    }

    @Test
    void I3_tablesOfAbsurdSizeAreLeftAlone() throws IOException {
        Path file = remuxed("absurd.mp4");
        patch(file, "stsz", 4, 1);
        patch(file, "stsz", 8, Integer.MAX_VALUE);

        assertThat(tableOrNull(file)).isNull();
    }

    private static @Nullable PacketTable tableOrNull(Path file) {
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
            return SampleTableIndexer.table(demuxer, 0);
        }
    }

    private Path remuxed(String name, String... options) {
        Path file = folder.resolve(name);
        Path source = Fixtures.clip("bframes.mp4", clip -> clip.bFrames(2));
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-i", source.toString(), "-c", "copy"));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    /** Replaces 32 bits at an offset into the content of the first box of a type. */
    private static void patch(Path file, String type, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(type, text.indexOf("moov")) + 4 + offset;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(at);
            out.write(ByteBuffer.allocate(4).putInt(value).array());
        }
    }
}
