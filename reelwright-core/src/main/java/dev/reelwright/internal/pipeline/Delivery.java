package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.Destination;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportSession;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.source.StopSignal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the passes of a run write into, and how that comes to the destination. */
interface Delivery extends AutoCloseable {
    /** Checks that the destination can be written; creates nothing there yet. */
    static Delivery to(Destination destination, FileType type, ExportSession session) {
        if (destination instanceof Destination.File file) {
            Path source = session.asset().source().path().orElse(null);
            OutputFile output = OutputFile.prepare(file.path(), type, source, session.overwrites());
            return new FileDelivery(output, session.directoryForTemporaryFiles().isPresent());
        }
        if (destination instanceof Destination.Stream stream) {
            return new StreamDelivery(stream.stream());
        }
        return new ChannelDelivery(((Destination.Channel) destination).channel());
    }

    /** Tells where files may be written on the way. Called first. */
    void use(ScratchFolder scratch);

    /** A muxer of the plan's file type, which may be asked for again to write everything anew. */
    Muxer muxer(ExportPlan plan, StopSignal stop);

    /** What that muxer is told. */
    Map<String, String> options(ExportPlan plan, int movieTimescale);

    /** What was written, which may still be changed; empty where it has left already. */
    Optional<Path> file();

    /** Bytes that were written. */
    long length();

    /** Brings what was written to its place, and returns its size in bytes. */
    long commit(StopSignal stop);

    @Override
    void close();
}
