package dev.reelwright.internal.bitstream;

import java.util.List;

/** What a sample description says of H.264 ({@code avcC}) or HEVC ({@code hvcC}), ISO/IEC 14496-15. */
interface ConfigurationRecord {
    int lengthSize();

    List<NalUnit> units();

    /** One that holds these too, and says of the whole what is true of both. */
    byte[] with(List<ParameterSet> more);
}
