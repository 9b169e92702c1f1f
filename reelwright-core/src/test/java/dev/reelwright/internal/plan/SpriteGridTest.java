package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.video.Size;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpriteGridTest {
    @Test
    void B11_gridsAreAsWantedWhereTheyFit() {
        SpriteGrid grid = SpriteGrid.within(new Size(160, 90), 10, 100, 4096);

        assertThat(grid).isEqualTo(new SpriteGrid(new Size(160, 90), 10, 100));
        assertThat(grid.size(100)).isEqualTo(new Size(1600, 900));
        assertThat(grid.size(11)).isEqualTo(new Size(1600, 180));
        assertThat(grid.size(3)).isEqualTo(new Size(480, 90));
        assertThat(grid.x(11)).isEqualTo(160);
        assertThat(grid.y(11)).isEqualTo(90);
    }

    @Property(tries = 200)
    void B11_imagesStayWithinTheirLimits(
            @ForAll @IntRange(min = 1, max = 500) int width,
            @ForAll @IntRange(min = 1, max = 500) int height,
            @ForAll @IntRange(min = 1, max = 300) int columns,
            @ForAll @IntRange(min = 1, max = 100_000) int capacity,
            @ForAll @IntRange(min = 500, max = 65_535) int edge) {
        SpriteGrid grid = SpriteGrid.within(new Size(width, height), columns, capacity, edge);

        Size size = grid.size(grid.capacity());
        assertThat(grid.columns()).isBetween(1, columns);
        assertThat(grid.capacity()).isBetween(1, capacity);
        assertThat(Math.max(size.width(), size.height())).isLessThanOrEqualTo(edge);
        assertThat((long) size.width() * size.height()).isLessThanOrEqualTo(SpriteGrid.MOST_PIXELS);
    }
}
