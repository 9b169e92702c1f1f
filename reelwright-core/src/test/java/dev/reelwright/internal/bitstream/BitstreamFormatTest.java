package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.internal.bitstream.RandomAccess.Kind;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.PacketBytes;
import dev.reelwright.internal.engine.PacketBytes.Coded;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitstreamFormatTest {
    private static final String GROUPS = "keyint=8:min-keyint=8:scenecut=0:b-adapt=0:bframes=2";

    @TempDir
    static Path folder;

    private static SplicedClip clip(String name, int frames, String arguments) {
        return SplicedClip.read(folder, SplicedClip.clip(folder, name, frames, arguments.split(" ")));
    }

    private static SplicedClip h264(String name, String parameters, String more) {
        return clip(name, 18, "-pix_fmt yuv420p -c:v libx264 -preset veryfast -x264-params " + parameters + more);
    }

    /** The kinds of the packets that a decoder can start with, in decoding order. */
    private static List<Kind> kinds(SplicedClip clip) {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < clip.source.size(); i++) {
            Kind kind = clip.access(i).kind();
            if (kind != Kind.NONE) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    @Test
    void B2_packetsOfH264TellWhereDecodingMayStart() {
        assertThat(kinds(h264("closed.mp4", GROUPS, ""))).containsExactly(Kind.CLOSED, Kind.CLOSED, Kind.CLOSED);
        assertThat(kinds(h264("open.mp4", GROUPS + ":open-gop=1", "")))
                .containsExactly(Kind.CLOSED, Kind.OPEN, Kind.OPEN);
        assertThat(kinds(h264("intra.mp4", "keyint=99:min-keyint=50:bframes=0", " -vf negate=enable='gte(t,0.36)'")))
                .containsExactly(Kind.CLOSED, Kind.UNCERTAIN);
    }

    @Test
    void B2_picturesThatAreRenewedPartByPartTellHowLongThatTakes() {
        SplicedClip clip = h264("gradual.mp4", "keyint=8:min-keyint=8:intra-refresh=1:bframes=0", "");

        assertThat(kinds(clip)).contains(Kind.GRADUAL);
        assertThat(clip.source.stream()
                        .map(packet -> clip.format.randomAccess(packet.bytes()))
                        .filter(access -> access.kind() == Kind.GRADUAL))
                .allSatisfy(access -> assertThat(access.pictures()).isPositive());
    }

    @Test
    void B2_packetsOfMpegTellWhereDecodingMayStart() {
        SplicedClip open = clip("open.ts", 18, "-pix_fmt yuv420p -c:v mpeg2video -g 6 -bf 2");
        SplicedClip closed = clip(
                "closed.ts",
                18,
                "-pix_fmt yuv420p -c:v mpeg2video -g 6 -bf 2 -flags +cgop" + " -sc_threshold 1000000000");

        assertThat(kinds(open)).contains(Kind.OPEN);
        assertThat(kinds(closed)).containsOnly(Kind.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"libx264, h264, mp4", "libx265, hevc, mp4", "libx264, h264, mkv"})
    void B2_encodersAreToldWhatThePicturesAre(String encoder, String codec, String container) {
        String quiet = encoder.equals("libx265") ? " -x265-params log-level=none" : "";
        SplicedClip clip = clip(
                "told." + container,
                18,
                "-vf format=yuv420p10le,setsar=4/3,setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=arib-std-b67:range=tv:chroma_location=topleft"
                        + " -pix_fmt yuv420p10le -chroma_sample_location topleft -g 6 -c:v " + encoder + quiet);

        EncoderMatch match = clip.format.match();
        clip.cutAndCheck(2, 16, encoder, Splice.Seams.CLOSED, container);

        assertThat(match.codec()).isEqualTo(codec);
        assertThat(match.interlaced()).isFalse();
        assertThat(match.picture())
                .isEqualTo(new Picture(
                        new Size(176, 128),
                        "yuv420p10le",
                        10,
                        new Ratio(4, 3),
                        new ColorProperties("bt2020", "arib-std-b67", "bt2020nc", false),
                        "topleft"));
        // which throws where the sets of the description do not agree on that
        assertThat(BitstreamFormat.of(codec, clip.written).orElseThrow().match())
                .isEqualTo(match);
        assertThat(Probe.of(folder.resolve("cut." + container)).frames("v:0")).allSatisfy(frame -> assertThat(frame)
                .containsEntry("sample_aspect_ratio", "4:3")
                .containsEntry("color_transfer", "arib-std-b67")
                .containsEntry("chroma_location", "topleft"));
    }

    @Test
    void B2_keyFramesOfVp9TellTheirFormat() {
        SplicedClip clip = SplicedClip.read(folder, Media.file("roadtrip-vp92-10bit.webm"));

        assertThat(clip.format.match().picture().pixelFormat()).isEqualTo("yuv420p10le");
        assertThat(clip.access(0)).isEqualTo(RandomAccess.CLOSED);
    }

    @Test
    void B2_codingsThatAreNotReadHaveNoFormat() {
        assertThat(BitstreamFormat.of("prores", new byte[0])).isEmpty();
    }

    @Test
    void B2_severalLayersAreRefused() {
        SplicedClip clip = SplicedClip.read(folder, Media.file("water_180_mvhevc_5frames.mov"));

        assertThatThrownBy(clip.format::match)
                .isInstanceOf(BitstreamException.class)
                .hasMessageContaining("more than one layer");
    }

    @Test
    void B2_tracksOfOneEncoderHaveNoDifferences() {
        SplicedClip one = h264("one.mp4", GROUPS, " -crf 20");
        SplicedClip other = h264("other.mp4", GROUPS, " -crf 20");

        assertThat(one.format.differences(other.format)).isEmpty();
        assertThat(one.format.extradataWith(other.format)).isEqualTo(one.extradata);
    }

    @Test
    void B2_differencesAreSaidInWords() {
        SplicedClip one = h264("one.mp4", GROUPS, "");
        SplicedClip wide = h264("wide.mp4", GROUPS, " -s 192x128 -colorspace bt709");
        SplicedClip deep = h264("deep.mp4", GROUPS + ":ref=5", "");
        SplicedClip hevc = clip("x.mp4", 8, "-pix_fmt yuv420p -c:v libx265 -x265-params log-level=none");

        assertThat(one.format.differences(wide.format)).contains("size: 176x128 and 192x128");
        assertThat(one.format.differences(deep.format)).contains("sequence parameter set 0: of two meanings");
        assertThat(one.format.differences(hevc.format)).containsExactly("coding: h264 and hevc");
        assertThatThrownBy(() -> one.format.extradataWith(deep.format)).isInstanceOf(BitstreamException.class);
    }

    @Test
    void B2_tracksWhoseSetsHaveNumbersOfTheirOwnShareADescription() {
        SplicedClip one = h264("one.mp4", GROUPS, "");
        SplicedClip other = h264("other.mp4", GROUPS + ":ref=5:sps-id=1", "");

        assertThat(one.format.differences(other.format)).isEmpty();
        byte[] extradata = one.format.extradataWith(other.format);

        List<Coded> all = new ArrayList<>(one.source);
        long length = 18 * (one.numbers.higherKey(0L) - one.numbers.firstKey());
        for (Coded packet : other.source) {
            all.add(new Coded(packet.bytes(), packet.pts() + length, packet.dts() + length, packet.key()));
        }
        Path joined = folder.resolve("joined.mp4");
        try (Demuxer demuxer = Demuxer.open(folder.resolve("one.mp4"), AssetOptions.DEFAULT)) {
            PacketBytes.mux(joined, "mp4", demuxer, extradata, all);
        }
        assertThat(SplicedClip.pictures(joined)).hasSize(36 * 176 * 128 * 3 / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, libx264, -preset ultrafast",
        "ts, libx264, -preset ultrafast",
        "mp4, libx265, -preset ultrafast -x265-params log-level=none",
        "webm, libvpx-vp9, -deadline realtime -cpu-used 8",
        "mp4, libaom-av1, -usage realtime -cpu-used 8",
        "ts, mpeg2video, -qscale:v 9",
    })
    void B2_damageIsRefusedOrHarmless(String container, String encoder, String arguments) {
        SplicedClip clip = clip("damaged." + container, 4, "-pix_fmt yuv420p -c:v " + encoder + " " + arguments);
        byte[] packet = clip.source.get(0).bytes();
        Random random = new Random(7);

        for (int i = 0; i < 400; i++) {
            byte[] extradata = damaged(clip.extradata, random);
            byte[] picture = damaged(packet, random);
            try {
                read(clip.format.codec(), extradata, picture, packet);
            } catch (BitstreamException e) {
                assertThat(e).hasMessageMatching("\\S.*\\S");
            }
        }
    }

    private static void read(String codec, byte[] extradata, byte[] damaged, byte[] whole) {
        BitstreamFormat format = BitstreamFormat.of(codec, extradata).orElseThrow();
        format.randomAccess(damaged);
        format.leading(damaged);
        BitstreamFormat full = format.with(whole);
        for (Splice.Seams seams : Splice.Seams.values()) {
            Splice splice = Splice.of(full, full.with(damaged), seams);
            splice.extradata();
            splice.copied(damaged);
            splice.part(3, damaged).fit(0, damaged);
        }
    }

    /** Cut off, or with some bytes that were others. */
    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length == 0 || random.nextInt(4) == 0) {
            return bytes;
        }
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(Math.min(bytes.length, 200)));
        }
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed[random.nextInt(Math.min(bytes.length, 120))] = (byte) random.nextInt();
        }
        return changed;
    }
}
