package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.ContentLight;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImagePropertiesTest {
    private static final HdrMetadata LIGHT = new HdrMetadata(null, new ContentLight(1000, 400), 0);

    @Test
    void B12_filesThatAreMadeInAnotherWayAreRefused() {
        byte[] movie = join(box("ftyp", u32(0)), box("moov"));
        byte[] empty = box("meta", u32(0), hdlr("pict"));
        byte[] newer = box(
                "meta",
                u32(0),
                hdlr("pict"),
                fullBox("pitm", 1, 0, u32(1)),
                box("iprp", box("ipco"), fullBox("ipma", 0, 0, u32(0))),
                fullBox("iloc", 0, 0));

        assertThatThrownBy(() -> ImageProperties.withHdr(movie, LIGHT))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContaining("meta");
        assertThatThrownBy(() -> ImageProperties.withHdr(empty, LIGHT))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContaining("iprp");
        assertThatThrownBy(() -> ImageProperties.withHdr(newer, LIGHT))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContaining("pitm");
    }

    @Test
    void B12_filesWithNothingToTellStayAsTheyAre() throws IOException {
        byte[] file = box("ftyp", u32(0));

        assertThat(ImageProperties.withHdr(file, HdrMetadata.NONE)).isSameAs(file);
    }
}
