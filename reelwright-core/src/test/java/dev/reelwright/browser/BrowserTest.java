package dev.reelwright.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.browser.Browser.Picture;
import dev.reelwright.browser.Browser.Playback;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.TrimMode;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Parts of clips as a browser shows them, a player that is not FFmpeg's. Clips have 30 frames a second and sync samples at
 * frames 0, 12, 24 … Run by {@code -P browser}.
 */
@Tag("browser")
class BrowserTest {
    private static final int GOP = 12;
    private static final double FRAME = 1 / 30.0;

    /** On a sync sample, just behind and just before one, in the middle, and among leading pictures of an open group. */
    private static final List<int[]> RANGES =
            List.of(new int[] {12, 36}, new int[] {13, 37}, new int[] {11, 35}, new int[] {6, 55}, new int[] {22, 47});

    private static Browser browser;

    @TempDir
    static Path profile;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    /**
     * A clip.
     *
     * @param open whether pictures before a sync sample refer to it and to those before it
     */
    record Clip(String extension, Codec codec, int bFrames, boolean open) {
        boolean isMovie() {
            return extension.equals("mp4") || extension.equals("mov");
        }

        Path file() {
            String name = "browser-" + codec.commandName() + bFrames + (open ? "o" : "") + "." + extension;
            return Fixtures.clip(name, b -> b.size(new Size(320, 180))
                    .duration(MediaTime.seconds(2))
                    .codec(codec)
                    .gop(GOP)
                    .bFrames(bFrames)
                    .openGop(open));
        }
    }

    private static final List<Clip> CLIPS = List.of(
            new Clip("mp4", Codec.H264, 0, false),
            new Clip("mp4", Codec.H264, 3, false),
            new Clip("mov", Codec.H264, 3, false),
            new Clip("mkv", Codec.H264, 3, false),
            new Clip("mp4", Codec.H264, 3, true),
            new Clip("mkv", Codec.H264, 3, true),
            new Clip("mp4", Codec.VP9, 0, false),
            new Clip("webm", Codec.VP9, 0, false),
            new Clip("mp4", Codec.AV1, 0, false),
            new Clip("webm", Codec.AV1, 0, false),
            new Clip("mp4", Codec.HEVC, 3, false));

    static Stream<Arguments> cuts() {
        return CLIPS.stream().flatMap(clip -> RANGES.stream().map(r -> Arguments.of(clip, r[0], r[1])));
    }

    static Stream<Arguments> edits() {
        return cuts().filter(a -> ((Clip) a.get()[0]).isMovie());
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void B2_aBrowserShowsTheFramesOfASmartCut(Clip clip, int from, int to) {
        requirePlayable(clip.codec());
        Path output = trim(clip, from, to, TrimMode.SMART_CUT);

        Playback playback = clip.open() ? playThrough(output, from, to) : seekThrough(output, from, to);

        double length = (to - from) * FRAME;
        assertThat(playback.duration()).isCloseTo(length, within(clip.isMovie() ? 0.001 : 0.05));
        assertThat(playback.ended()).isCloseTo(playback.duration(), within(0.001));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void E59_aBrowserShowsTheFramesOfAnEditList(Clip clip, int from, int to) {
        requirePlayable(clip.codec());
        Assumptions.assumeFalse(
                clip.open() && from % GOP >= GOP - clip.bFrames(),
                "skipped: Chromium does not decode edit lists that begin among the leading pictures of an open group");
        Path output = trim(clip, from, to, TrimMode.EDIT_LIST);

        Playback playback = clip.open() ? playThrough(output, from, to) : seekThrough(output, from, to);

        // Chromium counts hidden frames behind the end as well, of which there are as many as B-frames can need
        double hidden = clip.bFrames() == 0 ? 0 : (clip.bFrames() + 1) * FRAME;
        double length = (to - from) * FRAME;
        assertThat(playback.duration()).isBetween(length - 0.001, length + hidden + 0.001);
    }

    static Stream<Arguments> editsOfClosedGroups() {
        return edits().filter(a -> !((Clip) a.get()[0]).open());
    }

    @ParameterizedTest
    @MethodSource("editsOfClosedGroups")
    void E59_aBrowserPlaysNothingThatAnEditListHides(Clip clip, int from, int to) {
        requirePlayable(clip.codec());
        Path output = trim(clip, from, to, TrimMode.EDIT_LIST);

        Playback playback = browser.play(output, List.of());

        assertThat(playback.played().stream().map(Picture::number).toList())
                .isNotEmpty()
                .allSatisfy(number -> assertThat(number).isBetween((long) from, to - 1L));
    }

    /** Browsers tell the truth of codings; which containers they can open they do not all tell. */
    private static void requirePlayable(Codec codec) {
        String type =
                switch (codec) {
                    case H264 -> "video/mp4; codecs=\"avc1.64001e\"";
                    case HEVC -> "video/mp4; codecs=\"hvc1.1.6.L93.B0\"";
                    case VP9 -> "video/webm; codecs=\"vp09.00.10.08\"";
                    case AV1 -> "video/mp4; codecs=\"av01.0.04M.08\"";
                    default -> throw new IllegalArgumentException(codec + " is not of the web");
                };
        Assumptions.assumeFalse(browser.canPlay(type).isEmpty(), "skipped: this browser does not play " + type);
    }

    private Path trim(Clip clip, int from, int to, TrimMode mode) {
        ExportResult result = ExportSession.builder(Asset.open(clip.file()), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(from, 30), MediaTime.of(to, 30)))
                .trimMode(mode)
                .build()
                .export(folder.resolve(mode + "." + clip.extension()));
        assertThat(result.carriedOut().tracks().get(0))
                .as("%s", result.optimizations())
                .isInstanceOf(mode == TrimMode.SMART_CUT ? TrackPlan.SmartCut.class : TrackPlan.EditList.class);
        return result.output();
    }

    /** Seeks to the middle of frames and looks at each. */
    private static Playback seekThrough(Path output, int from, int to) {
        List<Integer> frames = interesting(from, to);

        Playback playback = browser.play(
                output, frames.stream().map(f -> (f - from + 0.5) * FRAME).toList());

        assertThat(playback.sought().stream().map(Picture::number).toList())
                .isEqualTo(frames.stream().map(Integer::longValue).toList());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(playback.sought().get(i).time())
                    .as("start of frame %d", frames.get(i))
                    .isCloseTo((frames.get(i) - from) * FRAME, within(0.0015));
        }
        return playback;
    }

    /**
     * Looks at the frames while they play: in H.264 with open groups of pictures Chromium fails when it seeks, in the clip
     * that is cut as well. A busy machine may drop some, and show the next already when it tells of one.
     */
    private static Playback playThrough(Path output, int from, int to) {
        Playback playback = browser.play(output, List.of());

        assertThat(playback.played()).hasSizeGreaterThan((to - from) / 2).allSatisfy(picture -> {
            long expected = from + Math.round(picture.time() / FRAME);
            assertThat(picture.number()).isBetween(expected, Math.min(to - 1, expected + 1));
        });
        assertThat(playback.played().stream()
                        .filter(p -> p.number() == from + Math.round(p.time() / FRAME))
                        .count())
                .isGreaterThan((to - from) / 2);
        return playback;
    }

    /** Those at both ends, and those around places where seams can be: sync samples, and the end's last mini group. */
    private static List<Integer> interesting(int from, int to) {
        TreeSet<Integer> frames = new TreeSet<>(List.of(from, from + 1, to - 1));
        for (int last = Math.max(from, to - 6); last < to; last++) {
            frames.add(last);
        }
        for (int key = 0; key < to; key += GOP) {
            for (int frame = key - 1; frame <= key + 1; frame++) {
                if (frame >= from && frame < to) {
                    frames.add(frame);
                }
            }
        }
        return new ArrayList<>(frames);
    }
}
