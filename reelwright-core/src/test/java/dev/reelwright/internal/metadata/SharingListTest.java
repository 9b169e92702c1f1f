package dev.reelwright.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.testing.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingListTest {
    private static boolean keeps(String identifier) {
        return MetadataFilter.forSharing().keeps(MetadataItem.of(identifier, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mdta/com.apple.quicktime.copyright",
                "itsk/cprt",
                "udta/%A9cpy",
                "id3/TCOP",
                "vorb/copyright",
                "itsk/apID",
                "itsk/akID",
                "itsk/cnID",
                "itsk/plID",
                "itsk/atID",
                "itsk/geID",
                "itsk/rtng",
                "itsk/pgap",
                "itsk/%A9too",
                "udta/tagc",
                "udta/%A9ade",
                "id3/TLAN",
                "vorb/replaygain_track_gain",
                "mdta/com.apple.quicktime.full-frame-rate-playback-intent"
            })
    void S46_rightsSalesAndPlaybackStay(String identifier) {
        assertThat(keeps(identifier)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mdta/com.apple.quicktime.location.ISO6709",
                "mdta/com.apple.quicktime.location.accuracy.horizontal",
                "mdta/com.apple.quicktime.direction.facing",
                "udta/%A9xyz",
                "uiso/loci",
                "itsk/%A9xyz",
                "mkv/LOCATION",
                "mdta/com.apple.quicktime.creationdate",
                "itsk/%A9day",
                "mdta/com.apple.quicktime.make",
                "mdta/com.apple.quicktime.camera.identifier",
                "mdta/com.apple.quicktime.collection.user",
                "itsk/%A9ART",
                "itsk/%A9cmt",
                "id3/TIT2",
                "id3/PRIV",
                "id3/GEOB",
                "udta/XMP_",
                "mdta/what.nobody.thought.of",
                "vorb/CONTACT"
            })
    void S46_whereWhenWhoAndTheUnknownStayBehind(String identifier) {
        assertThat(keeps(identifier)).isFalse();
    }

    @Test
    void S46_descriptionsTellFramesApart() {
        MetadataItem text = MetadataItem.of("id3/TXXX", "x");

        assertThat(SharingList.keeps(text.withAttribute("info", "replaygain_album_gain")))
                .isTrue();
        assertThat(SharingList.keeps(text.withAttribute("info", "location"))).isFalse();
    }

    @Test
    void S46_thePageTellsTheWholeList() throws IOException {
        StringBuilder table = new StringBuilder("| verdict | items | why |\n|---|---|---|\n");
        for (SharingList.Rule rule : SharingList.rules()) {
            table.append("| ")
                    .append(rule.keeps() ? "keep" : "remove")
                    .append(" | `")
                    .append(String.join("` `", rule.items()))
                    .append("` | ")
                    .append(rule.why())
                    .append(" |\n");
        }

        Path page = Path.of("..", "docs", "sharing.md");

        assertThat(Files.readString(page)).contains(table);
    }

    @Test
    void S46_aCoverKeepsItsPixelsAndNothingElse() throws IOException {
        byte[] photo = Files.readAllBytes(Media.file("tokyo.jpg"));
        byte[] marked = withSegments(photo);

        MetadataItem cleaned = SharingList.cleaned(
                        MetadataItem.of(MetadataIdentifier.parse("itsk/covr"), new Data(marked, DataType.JPEG))
                                .withAttribute(MetadataItem.INFO, "at home"))
                .orElseThrow();

        byte[] bare = cleaned.dataValue().orElseThrow();
        assertThat(cleaned.extraAttributes()).isEmpty();
        assertThat(new String(bare, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "51.5334", "after the end");
        assertThat(pixels(bare)).isEqualTo(pixels(photo));
    }

    @Test
    void S46_aDamagedOrForeignCoverStaysBehind() {
        MetadataIdentifier covr = MetadataIdentifier.parse("itsk/covr");

        assertThat(SharingList.cleaned(
                        MetadataItem.of(covr, new Data(new byte[] {'G', 'I', 'F', '8', 0, 0, 0}, DataType.GIF))))
                .isEmpty();
        assertThat(SharingList.cleaned(MetadataItem.of(
                        covr,
                        new Data(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDB, 1}, DataType.JPEG))))
                .isEmpty();
    }

    private static byte[] withSegments(byte[] jpeg) {
        byte[] exif = segment(0xE1, "Exif\0\0 +51.5334-000.1255/");
        byte[] comment = segment(0xFE, "51.5334");
        byte[] tail = "after the end".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(jpeg, 2);
        for (byte[] part : new byte[][] {exif, comment, Arrays.copyOfRange(jpeg, 2, jpeg.length), tail}) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private static byte[] segment(int marker, String text) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] segment = new byte[content.length + 4];
        segment[0] = (byte) 0xFF;
        segment[1] = (byte) marker;
        segment[3] = (byte) (content.length + 2);
        System.arraycopy(content, 0, segment, 4, content.length);
        return segment;
    }

    private static int[] pixels(byte[] picture) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
