package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.EncoderMatch.Coding;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.internal.bitstream.H264Sequence.Samples;
import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.List;

/** What encoders are told of H.264. */
final class H264Match {
    private static final int RGB = 0;

    private H264Match() {}

    static EncoderMatch of(List<ParameterSet> sets) {
        boolean arithmetic = isArithmetic(sets);
        return EncoderMatch.ofAll(sets.stream()
                .filter(set -> set.kind() == Kind.SEQUENCE)
                .map(set -> of(H264Sequence.read(set.unit().raw()), arithmetic))
                .toList());
    }

    private static EncoderMatch of(H264Sequence sequence, boolean arithmetic) {
        Samples samples = sequence.samples();
        if (samples.separatePlanes() || samples.lumaDepth() != samples.chromaDepth()) {
            throw new BitstreamException("planes that are coded each in its own way are not encoded here");
        }
        Vui vui = sequence.display().vui();
        boolean rgb =
                vui.signal() != null && vui.signal().codes() && vui.signal().matrix() == RGB;
        Picture picture = new Picture(
                sequence.shape().size(),
                EncoderMatch.pixelFormat(samples.chroma(), samples.lumaDepth(), rgb),
                samples.lumaDepth(),
                vui.aspect(),
                vui.color(),
                vui.chromaLocation());
        Coding coding = new Coding(
                profile(sequence.profile().number()),
                sequence.profile().level(),
                sequence.references(),
                arithmetic,
                sequence.frameRate());
        return new EncoderMatch("h264", picture, coding, sequence.shape().interlaced());
    }

    /** By x264's names. */
    private static String profile(int number) {
        return switch (number) {
            case 66 -> "baseline";
            case 77 -> "main";
            case 100 -> "high";
            case 110 -> "high10";
            case 122 -> "high422";
            case 44, 244 -> "high444";
            default -> throw new BitstreamException("no encoder here makes H.264 of the profile number " + number);
        };
    }

    private static boolean isArithmetic(List<ParameterSet> sets) {
        return sets.stream().filter(set -> set.kind() == Kind.PICTURE).anyMatch(set -> {
            BitReader bits = new BitReader(set.unit().raw(), 1);
            bits.exponential();
            bits.exponential();
            return bits.flag();
        });
    }
}
