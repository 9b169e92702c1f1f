package dev.reelwright.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TimeRangePropertyTest {

    @Property
    void S7_holdsTimesFromStartToBeforeEnd(
            @ForAll(supplier = Times.FewRanges.class) TimeRange range,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        Reference start = Reference.of(range.start());
        Reference end = start.plus(Reference.of(range.duration()));
        Reference instant = Reference.of(time);

        boolean expected = start.compareTo(instant) <= 0 && instant.compareTo(end) < 0;

        assertThat(range.contains(time)).isEqualTo(expected);
        assertThat(range.contains(range.end())).isFalse();
    }

    @Property
    void S7_intersectionHoldsWhatBothHold(
            @ForAll(supplier = Times.FewRanges.class) TimeRange a,
            @ForAll(supplier = Times.FewRanges.class) TimeRange b,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        TimeRange common = a.intersection(b);

        assertThat(common.contains(time)).isEqualTo(a.contains(time) && b.contains(time));
    }

    @Property
    void S7_unionHoldsWhatEitherHoldsAndNothingOutside(
            @ForAll(supplier = Times.FewRanges.class) TimeRange a,
            @ForAll(supplier = Times.FewRanges.class) TimeRange b,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        TimeRange cover = a.union(b);

        if (a.contains(time) || b.contains(time)) {
            assertThat(cover.contains(time)).isTrue();
        }
        if (!a.isEmpty() && !b.isEmpty()) {
            assertThat(cover.start()).isIn(a.start(), b.start());
            assertThat(cover.end()).isIn(a.end(), b.end());
        }
    }

    @Property
    void S7_unionAndIntersectionCommuteAndAssociate(
            @ForAll(supplier = Times.FewRanges.class) TimeRange a,
            @ForAll(supplier = Times.FewRanges.class) TimeRange b,
            @ForAll(supplier = Times.FewRanges.class) TimeRange c) {
        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
        assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
        assertThat(a.intersection(b).intersection(c)).isEqualTo(a.intersection(b.intersection(c)));
    }

    @Property
    void S7_unionAndIntersectionAbsorbEachOther(
            @ForAll(supplier = Times.FewRanges.class) TimeRange a,
            @ForAll(supplier = Times.FewRanges.class) TimeRange b) {
        assertThat(a.union(a)).isEqualTo(a);
        if (!a.isEmpty()) {
            assertThat(a.intersection(a)).isEqualTo(a);
            assertThat(a.union(a.intersection(b))).isEqualTo(a);
            assertThat(a.intersection(a.union(b))).isEqualTo(a);
        }
    }

    @Property
    void S7_containmentGoesWithUnionAndIntersection(
            @ForAll(supplier = Times.FewRanges.class) TimeRange a,
            @ForAll(supplier = Times.FewRanges.class) TimeRange b) {
        if (!a.isEmpty() && !b.isEmpty()) {
            assertThat(a.contains(b)).isEqualTo(a.intersection(b).equals(b));
            assertThat(a.contains(b)).isEqualTo(a.union(b).equals(a));
        }
    }

    @Property
    void S7_adjoiningRangesShareNothing(
            @ForAll(supplier = Times.Few.class) MediaTime a,
            @ForAll(supplier = Times.Few.class) MediaTime b,
            @ForAll(supplier = Times.Few.class) MediaTime c) {
        MediaTime first = MediaTime.min(a, MediaTime.min(b, c));
        MediaTime last = MediaTime.max(a, MediaTime.max(b, c));
        TimeRange early = TimeRange.between(first, a);
        TimeRange late = TimeRange.between(a, last);

        assertThat(early.intersection(late)).isEqualTo(TimeRange.ZERO);
        if (!first.equals(last)) {
            assertThat(early.union(late)).isEqualTo(TimeRange.between(first, last));
        }
    }

    @Property
    void S8_mapFollowsItsFormula(
            @ForAll(supplier = Times.Mappable.class) TimeRange from,
            @ForAll(supplier = Times.Mappable.class) TimeRange to,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        Reference ratio = Reference.of(to.duration()).over(Reference.of(from.duration()));
        Reference expected = Reference.of(time)
                .minus(Reference.of(from.start()))
                .times(ratio)
                .plus(Reference.of(to.start()));

        MediaTime mapped = from.map(time, to);

        assertThat(mapped.hasBeenRounded()).isFalse();
        assertThat(Reference.of(mapped)).isEqualTo(expected);
        assertThat(Reference.of(from.mapDuration(time, to)))
                .isEqualTo(Reference.of(time).times(ratio));
    }

    @Property
    void S8_mapGoesThereAndBack(
            @ForAll(supplier = Times.Mappable.class) TimeRange from,
            @ForAll(supplier = Times.Mappable.class) TimeRange to,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        assertThat(to.map(from.map(time, to), from)).isEqualTo(time);
        assertThat(from.map(from.start(), to)).isEqualTo(to.start());
        assertThat(from.map(from.end(), to)).isEqualTo(to.end());
    }

    @Property
    void S8_clampIsTheNearestTime(
            @ForAll(supplier = Times.FewRanges.class) TimeRange range,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        if (range.isEmpty()) {
            return;
        }

        MediaTime clamped = range.clamp(time);

        MediaTime distance = clamped.minus(time).abs();
        assertThat(clamped).isBetween(range.start(), range.end());
        assertThat(distance).isLessThanOrEqualTo(range.start().minus(time).abs());
        assertThat(distance).isLessThanOrEqualTo(range.end().minus(time).abs());
        assertThat(range.contains(time)).isEqualTo(clamped.equals(time) && !time.equals(range.end()));
    }

    @Property
    void S8_foldLandsInTheRangeAWholeNumberOfTurnsAway(
            @ForAll(supplier = Times.FewRanges.class) TimeRange range,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        if (range.isEmpty()) {
            return;
        }

        MediaTime folded = range.fold(time);

        Reference turns = Reference.of(time).minus(Reference.of(folded)).over(Reference.of(range.duration()));
        assertThat(range.contains(folded)).isTrue();
        assertThat(turns.denominator()).isEqualTo(BigInteger.ONE);
        assertThat(range.fold(folded)).isEqualTo(folded);
    }

    @Property
    void S9_rateIsSourceOverTarget(
            @ForAll(supplier = Times.Mappable.class) TimeRange source,
            @ForAll(supplier = Times.Mappable.class) TimeRange target) {
        Reference exact = Reference.of(source.duration()).over(Reference.of(target.duration()));
        double nearest = new BigDecimal(exact.numerator())
                .divide(new BigDecimal(exact.denominator()), new MathContext(60, RoundingMode.HALF_EVEN))
                .doubleValue();

        assertThat(new TimeMapping(source, target).rate()).isEqualTo(nearest);
    }

    @Property
    void S9_mappingGoesThereAndBack(
            @ForAll(supplier = Times.Mappable.class) TimeRange source,
            @ForAll(supplier = Times.Mappable.class) TimeRange target,
            @ForAll(supplier = Times.Few.class) MediaTime time) {
        TimeMapping mapping = new TimeMapping(source, target);

        assertThat(mapping.mapToSource(mapping.map(time))).isEqualTo(time);
        assertThat(mapping.map(mapping.mapToSource(time))).isEqualTo(time);
    }
}
