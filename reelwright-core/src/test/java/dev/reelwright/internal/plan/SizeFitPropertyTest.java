package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.Size;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SizeFitPropertyTest {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Provide
    Arbitrary<Size> pictures() {
        return sizes(1, 16_384);
    }

    @Provide
    Arbitrary<Size> boxes() {
        return Arbitraries.oneOf(sizes(0, 300), sizes(0, 20_000), sizes(0, Integer.MAX_VALUE));
    }

    @Provide
    Arbitrary<Ratio> aspects() {
        Arbitrary<Ratio> common = Arbitraries.of(
                Ratio.ONE, new Ratio(10, 11), new Ratio(40, 33), new Ratio(59, 54), new Ratio(4, 3), new Ratio(1, 2));
        Arbitrary<Ratio> any = Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.integers().between(1, 1_000_000))
                .as(Ratio::new)
                .filter(ratio -> ratio.toDouble() <= 32 && ratio.toDouble() >= 1 / 32.0);
        return Arbitraries.oneOf(common, any);
    }

    private static Arbitrary<Size> sizes(int least, int most) {
        Arbitrary<Integer> sides = Arbitraries.integers().between(least, most);
        return Combinators.combine(sides, sides).as(Size::new);
    }

    /** The picture's width in square pixels, to 40 digits. */
    private static BigDecimal width(Size picture, Ratio aspect) {
        return BigDecimal.valueOf(picture.width())
                .multiply(BigDecimal.valueOf(aspect.numerator()))
                .divide(BigDecimal.valueOf(aspect.denominator()), new MathContext(40));
    }

    @Property
    void I9_liesInTheBox(@ForAll("pictures") Size picture, @ForAll("aspects") Ratio aspect, @ForAll("boxes") Size box) {
        Size fitted = SizeFit.inside(picture, aspect, box);

        assertThat(fitted.width()).isBetween(1, box.width() == 0 ? Integer.MAX_VALUE : box.width());
        assertThat(fitted.height()).isBetween(1, box.height() == 0 ? Integer.MAX_VALUE : box.height());
    }

    @Property
    void I9_sidesAreTheNearestToTheExactOnes(
            @ForAll("pictures") Size picture, @ForAll("aspects") Ratio aspect, @ForAll("boxes") Size box) {
        BigDecimal width = width(picture, aspect);
        BigDecimal height = BigDecimal.valueOf(picture.height());
        BigDecimal scale = BigDecimal.ONE;
        if (box.width() > 0) {
            scale = scale.min(BigDecimal.valueOf(box.width()).divide(width, new MathContext(40)));
        }
        if (box.height() > 0) {
            scale = scale.min(BigDecimal.valueOf(box.height()).divide(height, new MathContext(40)));
        }

        Size fitted = SizeFit.inside(picture, aspect, box);

        assertNearest(fitted.width(), width.multiply(scale));
        assertNearest(fitted.height(), height.multiply(scale));
    }

    private static void assertNearest(int side, BigDecimal exact) {
        BigDecimal off = BigDecimal.valueOf(side).subtract(exact).abs().setScale(20, RoundingMode.HALF_EVEN);
        assertThat(side == 1 && exact.compareTo(HALF) < 0 || off.compareTo(HALF) <= 0)
                .as("%d for %s", side, exact)
                .isTrue();
    }

    @Property
    void I10_isNeverLargerThanThePicture(
            @ForAll("pictures") Size picture, @ForAll("aspects") Ratio aspect, @ForAll("boxes") Size box) {
        Size whole = SizeFit.inside(picture, aspect, Size.ZERO);

        Size fitted = SizeFit.inside(picture, aspect, box);

        assertThat(fitted.width()).isLessThanOrEqualTo(whole.width());
        assertThat(fitted.height()).isLessThanOrEqualTo(whole.height());
    }

    @Property
    void I11_freeSideIsAsGoodAsAHugeOne(
            @ForAll("pictures") Size picture, @ForAll("aspects") Ratio aspect, @ForAll("boxes") Size box) {
        Size huge = new Size(
                box.width() == 0 ? Integer.MAX_VALUE : box.width(),
                box.height() == 0 ? Integer.MAX_VALUE : box.height());

        assertThat(SizeFit.inside(picture, aspect, box)).isEqualTo(SizeFit.inside(picture, aspect, huge));
    }

    @Property
    void I13_turnedPictureInATurnedBoxIsTurned(@ForAll("pictures") Size picture, @ForAll("boxes") Size box) {
        Size turned = SizeFit.inside(picture.swapped(), box.swapped());

        assertThat(turned).isEqualTo(SizeFit.inside(picture, box).swapped());
    }

    @Property
    void I9_boxOfTheResultChangesNothing(@ForAll("pictures") Size picture, @ForAll("boxes") Size box) {
        Size fitted = SizeFit.inside(picture, box);

        assertThat(SizeFit.inside(fitted, fitted)).isEqualTo(fitted);
    }

    @Example
    void I14_digitalVideo() {
        assertThat(SizeFit.inside(new Size(704, 480), new Ratio(10, 11), Size.ZERO))
                .isEqualTo(new Size(640, 480));
        assertThat(SizeFit.inside(new Size(720, 480), new Ratio(10, 11), Size.ZERO))
                .isEqualTo(new Size(655, 480));
        assertThat(SizeFit.inside(new Size(720, 576), new Ratio(118, 81), Size.ZERO))
                .isEqualTo(new Size(1049, 576));
    }
}
