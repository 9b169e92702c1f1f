package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.bitstream.BitstreamFormat;
import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One track of a join: packets of the clips' tracks, one after the other, under one description. */
final class JoinedTrack {
    private final List<Coding> codings = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private byte[] parameters;
    private @Nullable BitstreamFormat format;
    private @Nullable OutputTrack output;
    private long lastDts = Long.MIN_VALUE;

    /** Packets of one clip as they are to be written. */
    private static final class Coding {
        private Splice.@Nullable Part part;
        private final List<UnaryOperator<byte[]>> further = new ArrayList<>();
        private int number;

        byte[] fit(byte[] packet) {
            byte[] fitted = part == null ? packet : part.fit(number, packet);
            number++;
            for (UnaryOperator<byte[]> step : further) {
                fitted = step.apply(fitted);
            }
            return fitted;
        }

        boolean isIdentity() {
            return part == null && further.isEmpty();
        }
    }

    /** @param format empty where the coding has none that is known here */
    JoinedTrack(byte[] parameters, @Nullable BitstreamFormat format) {
        this.parameters = parameters;
        this.format = format;
        codings.add(new Coding());
    }

    /**
     * Adds another clip's packets.
     *
     * @param packets how many they are
     * @throws CutException when they cannot be under the same description as those before
     */
    void add(byte[] otherParameters, @Nullable BitstreamFormat other, int packets) {
        Coding coding = new Coding();
        if (format == null || other == null) {
            if (!Arrays.equals(parameters, otherParameters)) {
                throw new CutException("the clips are coded by different parameters");
            }
        } else if (format.differences(other).isEmpty()) {
            parameters = format.extradataWith(other);
            format = described(format);
        } else {
            Splice splice = Splice.of(format, other, Splice.Seams.CLOSED);
            coding.part = splice.part(packets, null);
            if (splice.changesCopied()) {
                codings.forEach(before -> before.further.add(splice::copied));
            }
            parameters = splice.extradata();
            format = described(format);
        }
        codings.add(coding);
    }

    /** Codings of parameter sets are all in the description; of others the first packet has told. */
    private BitstreamFormat described(BitstreamFormat known) {
        return known.codec().equals("h264") || known.codec().equals("hevc")
                ? BitstreamFormat.of(known.codec(), parameters).orElseThrow()
                : known;
    }

    /** What the container holds for all packets. */
    byte[] parameters() {
        return parameters;
    }

    void into(OutputTrack track) {
        this.output = track;
    }

    OutputTrack output() {
        return Objects.requireNonNull(output);
    }

    TimeBase clock() {
        return output().timeBase();
    }

    /** Adds what is presented next; what follows in the media, too, goes on in the same entry, which all players know. */
    void present(Edit edit) {
        Edit before = edits.isEmpty() ? null : edits.get(edits.size() - 1);
        if (before != null && before.isFollowedBy(edit)) {
            edits.set(edits.size() - 1, new Edit(before.duration().plus(edit.duration()), before.mediaTime()));
        } else {
            edits.add(edit);
        }
    }

    List<Edit> edits() {
        return List.copyOf(edits);
    }

    /** Writes a packet of a clip, whose times are on the output's clock already. */
    void write(int clip, Packet packet) {
        Coding coding = codings.get(clip);
        byte[] bytes = coding.isIdentity() ? null : packet.bytes();
        if (bytes != null) {
            byte[] fitted = coding.fit(bytes);
            if (fitted != bytes) {
                packet.bytes(fitted);
            }
        }
        long dts = lastDts == Long.MIN_VALUE ? packet.dts() : Math.max(packet.dts(), lastDts + 1);
        if (dts > packet.pts()) {
            throw new CutException("times of decoding do not grow over a joint");
        }
        lastDts = dts;
        packet.dts(dts);
        output().write(packet, false);
    }
}
