package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.internal.render.StillPicture;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.Chromaticity;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.HdrMetadata.Primaries;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B12: AVIF files of HDR tell the mastering display and the content light (ISO/IEC 23008-12). */
class AvifPropertiesTest {
    private static final Primaries P3 = new Primaries(
            new Chromaticity(34000, 16000),
            new Chromaticity(13250, 34500),
            new Chromaticity(7500, 3000),
            new Chromaticity(15635, 16450));
    private static final MasteringDisplay DISPLAY = new MasteringDisplay(P3, 50, 10_000_000);
    private static final HdrMetadata ALL = new HdrMetadata(DISPLAY, new ContentLight(620, 180), 0);

    /** Green, blue, red and white, then the brightest and the darkest light. */
    private static final String MDCV = "33c286c4" + "1d4c0bb8" + "84d03e80" + "3d134042" + "00989680" + "00000032";

    private static final String CLLI = "026c00b4";

    @TempDir
    Path folder;

    /** A box of a type and its content. */
    private record Part(String type, ByteBuffer content) {
        String hex() {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    /** What an image file says of its pictures: of each by its number the properties, and its coded bytes. */
    private record Items(int main, Map<Integer, List<Part>> properties, Map<Integer, byte[]> coded) {
        List<String> of(int item, String type) {
            return properties.get(item).stream()
                    .filter(part -> part.type().equals(type))
                    .map(Part::hex)
                    .toList();
        }
    }

    private static List<Part> parts(ByteBuffer in) {
        List<Part> parts = new ArrayList<>();
        while (in.hasRemaining()) {
            int size = in.getInt();
            byte[] type = new byte[4];
            in.get(type);
            parts.add(new Part(new String(type, StandardCharsets.US_ASCII), in.slice(in.position(), size - 8)));
            in.position(in.position() + size - 8);
        }
        return parts;
    }

    private static ByteBuffer only(List<Part> parts, String type) {
        List<Part> found =
                parts.stream().filter(part -> part.type().equals(type)).toList();
        assertThat(found).hasSize(1);
        return found.get(0).content().duplicate();
    }

    private static Items items(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Part> meta = parts(only(parts(ByteBuffer.wrap(bytes)), "meta").position(4));
        List<Part> properties = parts(only(meta, "iprp"));
        List<Part> list = parts(only(properties, "ipco"));
        Map<Integer, List<Part>> linked = new TreeMap<>();
        ByteBuffer links = only(properties, "ipma").position(4);
        for (int left = links.getInt(); left > 0; left--) {
            List<Part> own = new ArrayList<>();
            linked.put((int) links.getShort(), own);
            for (int count = links.get(); count > 0; count--) {
                own.add(list.get((links.get() & 127) - 1));
            }
        }
        assertThat(links.hasRemaining()).isFalse();
        Map<Integer, byte[]> coded = new TreeMap<>();
        ByteBuffer places = only(meta, "iloc").position(6);
        for (int left = places.getShort(); left > 0; left--) {
            int id = places.getInt() >> 16;
            assertThat(places.getShort()).isEqualTo((short) 1);
            int at = places.getInt();
            coded.put(id, Arrays.copyOfRange(bytes, at, at + places.getInt()));
        }
        return new Items(only(meta, "pitm").getShort(4), linked, coded);
    }

    private Path save(String name, boolean alpha, HdrMetadata hdr) {
        Size size = new Size(64, 48);
        long[] pixels = new long[size.width() * size.height()];
        for (int i = 0; i < pixels.length; i++) {
            long x = i % 64;
            long y = i / 64;
            pixels[i] = (alpha ? x << 10 : 0xFFFFL) << 48 | x << 41 | y << 25 | x * y * 8;
        }
        ColorProperties pq = new ColorProperties("bt2020", "smpte2084", "gbr", true);
        StillPicture picture = new StillPicture.Hdr(size, alpha, pixels, pq, hdr);
        Path file = folder.resolve(name);
        new GeneratedImage(null, MediaTime.ZERO, MediaTime.ZERO, picture).save(file);
        return file;
    }

    @ParameterizedTest(name = "B12 alpha {0}")
    @ValueSource(booleans = {false, true})
    void B12_I16_avifTellsTheMasteringDisplayAndTheContentLight(boolean alpha) throws IOException {
        Path file = save("told.avif", alpha, ALL);
        Path without = save("untold.avif", alpha, HdrMetadata.NONE);

        Items items = items(file);
        Items untold = items(without);

        assertThat(items.of(items.main(), "mdcv")).containsExactly(MDCV);
        assertThat(items.of(items.main(), "clli")).containsExactly(CLLI);
        assertThat(items.coded()).hasSize(alpha ? 2 : 1);
        assertThat(Files.size(file)).isEqualTo(Files.size(without) + 32 + 12 + 2);
        for (int id : items.coded().keySet()) {
            List<Part> others = items.properties().get(id).stream()
                    .filter(part -> !List.of("mdcv", "clli").contains(part.type()))
                    .toList();
            assertThat(others.stream().map(Part::hex))
                    .isEqualTo(
                            untold.properties().get(id).stream().map(Part::hex).toList());
            assertThat(others.size() == items.properties().get(id).size()).isEqualTo(id != items.main());
            assertThat(items.coded().get(id)).isEqualTo(untold.coded().get(id));
        }
    }

    @ParameterizedTest(name = "B12 alpha {0}")
    @ValueSource(booleans = {false, true})
    void B12_I16_avifWithPropertiesIsReadAsBefore(boolean alpha) {
        Path file = save("told.avif", alpha, ALL);
        Path without = save("untold.avif", alpha, HdrMetadata.NONE);

        assertThat(Probe.of(file).streams()).hasSize(alpha ? 2 : 1);
        assertThat(Probe.of(file).streams().get(0))
                .containsEntry("pix_fmt", "yuv420p10le")
                .containsEntry("color_transfer", "smpte2084")
                .containsEntry("nb_read_frames", "1");
        assertThat(Pictures.decodedDeep(file, folder, "")).isEqualTo(Pictures.decodedDeep(without, folder, ""));
        if (alpha) {
            assertThat(Pictures.decodedWithAlpha(file, 64, 48, folder))
                    .isEqualTo(Pictures.decodedWithAlpha(without, 64, 48, folder));
        }
        assertThat(Asset.open(file).videoTrack()).isPresent();
    }

    @Test
    void B12_I16_onlyWhatIsKnownIsTold() throws IOException {
        HdrMetadata dark = new HdrMetadata(new MasteringDisplay(P3, 0, 0), new ContentLight(620, 180), 0);

        Items light = items(save("light.avif", false, dark));
        Items display = items(save("display.avif", false, new HdrMetadata(DISPLAY, null, 0)));

        assertThat(light.of(light.main(), "mdcv")).isEmpty();
        assertThat(light.of(light.main(), "clli")).containsExactly(CLLI);
        assertThat(display.of(display.main(), "mdcv")).containsExactly(MDCV);
        assertThat(display.of(display.main(), "clli")).isEmpty();
    }

    @Test
    void B12_I16_imagesOfRealFilesTellWhatTheseDo() throws IOException {
        Path file = folder.resolve("real.avif");
        try (ImageGenerator images = ImageGenerator.builder(
                        Asset.open(Media.file("sample_with_colr_mdcv_and_clli.mp4")))
                .dynamicRangePolicy(DynamicRangePolicy.MATCH_SOURCE)
                .maximumSize(64, 64)
                .build()) {
            images.image(MediaTime.ZERO).save(file);
        }

        Items items = items(file);

        assertThat(items.of(items.main(), "clli")).containsExactly("044c00b4");
        String source = HexFormat.of().formatHex(Files.readAllBytes(Media.file("sample_with_colr_mdcv_and_clli.mp4")));
        assertThat(items.of(items.main(), "mdcv")).singleElement().satisfies(mdcv -> assertThat(source)
                .contains(HexFormat.of().formatHex("mdcv".getBytes()) + mdcv));
    }
}
