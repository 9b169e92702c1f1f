package dev.reelwright.internal.isobmff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelwright.internal.isobmff.TrackApertures.Size;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The facts of files that other programs wrote; skipped where the folder shared/media is absent. */
class RealMovieTest {

    private static final Path MEDIA = mediaFolder();
    private static final Set<String> MOVIE_EXTENSIONS = Set.of("mp4", "mov", "m4a", "m4b");

    @BeforeEach
    void mediaFolderIsPresent() {
        assumeTrue(
                Files.isDirectory(MEDIA),
                "no folder shared/media above " + Path.of("").toAbsolutePath());
    }

    @Test
    void reorderDelayAndSoundDelayAreInTheEditLists() throws IOException {
        MovieFacts movie = read("sample.mp4");

        assertThat(movie.brands()).containsExactly("isom", "iso2", "avc1", "mp41");
        assertThat(movie.timescale()).isEqualTo(1000);
        assertThat(movie.duration()).isEqualTo(1024);
        TrackFacts video = movie.tracks().get(0);
        assertThat(video.handler()).isEqualTo("vide");
        assertThat(video.timescale()).isEqualTo(30_000);
        assertThat(video.duration()).isEqualTo(30_030);
        assertThat(video.edits()).containsExactly(new EditEntry(1001, 2002, 1));
        assertThat(video.width()).isEqualTo(1080);
        assertThat(video.height()).isEqualTo(720);
        assertThat(video.sampleEntries()).containsExactly("avc1");
        assertThat(video.language()).isEqualTo("und");
        TrackFacts sound = movie.tracks().get(1);
        assertThat(sound.handler()).isEqualTo("soun");
        assertThat(sound.edits()).containsExactly(new EditEntry(44, -1, 1), new EditEntry(1024, 0, 1));
        assertThat(sound.alternateGroup()).isEqualTo(1);
        assertThat(sound.volume()).isEqualTo(1);
    }

    @Test
    void videoBeginsOneSecondLate() throws IOException {
        MovieFacts movie = read("edit_list_positive_shift.mp4");

        assertThat(movie.tracks().get(0).edits())
                .containsExactly(new EditEntry(1000, -1, 1), new EditEntry(9000, 0, 1));
        assertThat(movie.tracks().get(1).edits()).containsExactly(new EditEntry(10_005, 1024, 1));
    }

    @Test
    void editBeginsInTheMiddleOfTheMedia() throws IOException {
        TrackFacts video = read("iibbibb_editlist_videoonly.mp4").tracks().get(0);

        assertThat(video.edits()).containsExactly(new EditEntry(12_500, 40_960, 1));
        assertThat(video.timescale()).isEqualTo(16_384);
    }

    @Test
    void pixelsAreWiderThanHigh() throws IOException {
        TrackFacts video =
                read("bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4").tracks().get(0);

        assertThat(video.pixelAspect()).isEqualTo(new PixelAspect(64, 45));
        assertThat(video.width()).isEqualTo(0x0471C71C / 65536.0);
        assertThat(video.height()).isEqualTo(640);
    }

    @Test
    void spatialVideoHasTrackApertures() throws IOException {
        MovieFacts movie = read("water_180_mvhevc_5frames.mov");

        assertThat(movie.brands()).containsExactly("qt  ");
        TrackFacts video = movie.tracks().get(0);
        Size size = new Size(1934, 2160);
        assertThat(video.trackApertures()).isEqualTo(new TrackApertures(size, size, size));
        assertThat(video.sampleEntries()).containsExactly("hvc1");
        assertThat(video.edits()).containsExactly(new EditEntry(640, 0, 1));
    }

    @Test
    void phoneVideoHasRotationApertureAndMetadataTracks() throws IOException {
        MovieFacts movie = read("dolbyVision-hdr.MOV");

        assertThat(movie.tracks())
                .extracting(TrackFacts::handler)
                .containsExactly("vide", "soun", "meta", "meta", "meta");
        TrackFacts video = movie.tracks().get(0);
        assertThat(video.matrix()).containsExactly(0, 0x10000, 0, -0x10000, 0, 0, 720 << 16, 0, 0x40000000);
        assertThat(video.trackApertures()).isNotNull();
        assertThat(video.trackApertures().clef()).isEqualTo(new Size(1280, 720));
        assertThat(movie.tracks().get(1).edits()).containsExactly(new EditEntry(63, 2112, 1));
        TrackFacts metadata = movie.tracks().get(2);
        assertThat(metadata.references()).containsExactly(entry("cdsc", List.of(1)), entry("cdep", List.of(1)));
        assertThat(metadata.sampleEntries()).containsExactly("mebx");
    }

    @Test
    void fragmentedMovieIsRecognised() throws IOException {
        MovieFacts movie = read("sample_fragmented_seekable_multiple_sidx.mp4");

        assertThat(movie.fragmented()).isTrue();
        assertThat(movie.duration()).isZero();
        assertThat(movie.tracks().get(0).edits()).containsExactly(new EditEntry(0, 1024, 1));
    }

    @Test
    void impossibleFreeBoxHidesTheMovie() throws IOException {
        Path file = MEDIA.resolve("sample_malformed_free_box.mp4");

        assertThat(MovieReader.read(file)).isNull();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            assertThat(BoxReader.topLevel(channel)).extracting(Box::type).containsExactly("ftyp");
        }
    }

    @Test
    void movieWithoutMediaDataIsRead() throws IOException {
        MovieFacts movie = read("large_stbl_truncated_after_moov.m4b");

        assertThat(movie.brands()).containsExactly("M4A ", "isom", "iso2");
        TrackFacts sound = movie.tracks().get(0);
        assertThat(sound.duration()).isEqualTo(0x10E175D8L);
        assertThat(sound.edits()).containsExactly(new EditEntry(6_422_000, 1024, 1));
    }

    @Test
    void onlyTheSecondSoundTrackIsInAnAlternateGroup() throws IOException {
        MovieFacts movie = read("sample_ac3_aac.mp4");

        assertThat(movie.tracks()).extracting(TrackFacts::alternateGroup).containsExactly(0, 1);
        assertThat(movie.tracks()).extracting(TrackFacts::enabled).containsExactly(true, true);
        assertThat(movie.tracks())
                .extracting(TrackFacts::sampleEntries)
                .containsExactly(List.of("ac-3"), List.of("mp4a"));
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsReadWithinASecond() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(MEDIA, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    MovieFacts movie = assertTimeoutPreemptively(Duration.ofSeconds(1), () -> MovieReader.read(file));

                    assertThat(movie != null).isEqualTo(isReadableMovie(file));
                }));
    }

    private static boolean isReadableMovie(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return MOVIE_EXTENSIONS.contains(extension) && !name.equals("sample_malformed_free_box.mp4");
    }

    private static MovieFacts read(String name) throws IOException {
        MovieFacts movie = MovieReader.read(MEDIA.resolve(name));
        assertThat(movie).isNotNull();
        return movie;
    }

    private static Path mediaFolder() {
        Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Path media = start.resolve("shared/media");
        for (Path folder = start; folder != null && !Files.isDirectory(media); folder = folder.getParent()) {
            media = folder.resolve("shared/media");
        }
        return media;
    }
}
