package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reelwright.internal.render.SheetLayout.Box;
import dev.reelwright.internal.render.SheetLayout.Line;
import dev.reelwright.internal.render.SheetLayout.Wish;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SheetLayoutTest {
    private static final List<String> DETAILS =
            List.of("1:02:03.4", "3840×2160", "59.94 fps", "HEVC", "HDR HLG", "AAC 48 kHz 5.1");
    private static final Lettering LETTERING = Lettering.embedded();

    private static SheetLayout layout(int columns, int count, Size tile, String title) {
        return SheetLayout.of(new Wish(columns, count, tile, title, DETAILS, "1:02:03.4"), LETTERING);
    }

    private static List<Box> boxes(SheetLayout layout) {
        List<Box> boxes = new ArrayList<>(layout.places());
        boxes.addAll(layout.captions());
        boxes.add(layout.title().box());
        layout.details().forEach(line -> boxes.add(line.box()));
        return boxes;
    }

    @Property(tries = 100)
    void B11_nothingOverlapsAndAllLiesInside(
            @ForAll @IntRange(min = 1, max = 12) int columns,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 400) int width,
            @ForAll @IntRange(min = 1, max = 400) int height) {
        SheetLayout layout = layout(columns, count, new Size(width, height), "A title of some length.mp4");

        List<Box> boxes = boxes(layout);
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            assertThat(box.x()).isGreaterThanOrEqualTo(SheetLayout.MARGIN);
            assertThat(box.y()).isGreaterThanOrEqualTo(SheetLayout.MARGIN);
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.size().width() - SheetLayout.MARGIN);
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.size().height() - SheetLayout.MARGIN);
            for (Box other : boxes.subList(i + 1, boxes.size())) {
                assertThat(box.overlaps(other)).as("%s and %s", box, other).isFalse();
            }
        }
    }

    @Property(tries = 100)
    void B11_everyLineFitsIntoItsBox(
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll @IntRange(min = 40, max = 400) int width,
            @ForAll @IntRange(min = 0, max = 300) int letters) {
        SheetLayout layout = layout(columns, 8, new Size(width, 90), "Wm i".repeat(letters / 4));

        List<Line> lines = new ArrayList<>(layout.details());
        lines.add(layout.title());
        for (Line line : lines) {
            assertThat(LETTERING.width(line.text(), line.fontSize()))
                    .as(line.text())
                    .isLessThanOrEqualTo(line.box().width());
        }
        double caption = LETTERING.width("1:02:03.4", layout.captionSize());
        assertThat(layout.captions()).allMatch(box -> caption <= box.width());
    }

    @Test
    void B11_picturesStandInRowsAndColumns() {
        SheetLayout layout = layout(3, 5, new Size(320, 180), "title");

        assertThat(layout.size()).isEqualTo(new Size(2 * 28 + 3 * 320 + 2 * 14, 28 + 92 + 2 * 210 + 14 + 28));
        assertThat(layout.places())
                .containsExactly(
                        new Box(28, 120, 320, 180),
                        new Box(362, 120, 320, 180),
                        new Box(696, 120, 320, 180),
                        new Box(28, 344, 320, 180),
                        new Box(362, 344, 320, 180));
    }

    @Test
    void B11_detailsGoOnInAnotherLineRatherThanBeingCut() {
        SheetLayout layout = layout(2, 2, new Size(160, 90), "title");

        assertThat(layout.details()).hasSizeGreaterThan(1);
        assertThat(String.join(
                        "   ·   ", layout.details().stream().map(Line::text).toList()))
                .isEqualTo(String.join("   ·   ", DETAILS));
    }

    @Test
    void B11_longTitlesBecomeSmallerAndThenLoseTheirMiddle() {
        Line whole = layout(4, 4, new Size(160, 90), "holiday.mp4").title();
        Line smaller = layout(4, 4, new Size(160, 90), "holiday at the seaside with all of the family, July.mp4")
                .title();
        Line shorter = layout(4, 4, new Size(160, 90), "holiday ".repeat(30) + "2026-07-14.mp4")
                .title();

        assertThat(whole.fontSize()).isEqualTo(30);
        assertThat(smaller.text()).isEqualTo("holiday at the seaside with all of the family, July.mp4");
        assertThat(smaller.fontSize()).isBetween(20, 29);
        assertThat(shorter.text()).startsWith("holiday holiday").contains("…").endsWith("2026-07-14.mp4");
    }

    @Test
    void B11_hugeSheetsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> layout(1, 1000, new Size(320, 180), "title"));
        assertThatIllegalArgumentException().isThrownBy(() -> layout(1000, 1000, new Size(320, 180), "title"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layout(Integer.MAX_VALUE, Integer.MAX_VALUE, new Size(320, 180), "title"));
    }
}
