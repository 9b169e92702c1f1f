package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.List;
import java.util.Optional;

/** What H.264 and HEVC have in common, each in its own way. */
interface NalSyntax {
    String codec();

    /** The set that this unit is, if it is one. */
    Optional<ParameterSet> parameterSet(NalUnit unit);

    /** Whether the unit is a part of a coded picture, whose header names a set. */
    boolean isSlice(NalUnit unit);

    /** The bit of a slice's raw unit at which the number of its picture parameter set begins. */
    int pictureSetAt(byte[] raw);

    /** Whether the unit belongs to more than one layer of pictures, which encoders could not go on with. */
    boolean isOfAnotherLayer(NalUnit unit);

    /** Whether this message of an encoder means something only together with its own parameter sets. */
    boolean isBoundToSets(NalUnit unit);

    boolean isDelimiter(NalUnit unit);

    RandomAccess randomAccess(List<NalUnit> units);

    LeadingPicture leading(List<NalUnit> units);

    /**
     * What ends the pictures before a packet of these units, so that a decoder starts anew with it.
     *
     * @throws BitstreamException if nothing can
     */
    List<NalUnit> endBefore(List<NalUnit> units);

    /** The highest number of a set of this kind. */
    int highestId(Kind kind);

    /** The same set with other numbers; a sequence set that says of its display what {@code like} says. */
    ParameterSet renumbered(ParameterSet set, int id, int parent, ParameterSet like);

    /** What pictures of these sets are. */
    EncoderMatch match(List<ParameterSet> sets);

    ConfigurationRecord record(byte[] box);
}
