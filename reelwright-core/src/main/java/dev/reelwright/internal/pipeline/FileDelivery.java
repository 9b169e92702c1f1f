package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.file.Writeback;
import dev.reelwright.internal.source.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A destination that is a file: there is all of it in the end, or nothing. */
final class FileDelivery implements Delivery {
    private final OutputFile place;
    private final boolean writesToScratch;
    private OutputFile output;
    private @Nullable Writeback writeback;

    /** @param writesToScratch whether all but the finished file is to be in the folder for temporary files */
    FileDelivery(OutputFile place, boolean writesToScratch) {
        this.place = place;
        this.writesToScratch = writesToScratch;
        this.output = place;
    }

    @Override
    public void use(ScratchFolder scratch) {
        if (writesToScratch) {
            output = place.writtenTo(scratch.file("output.part"));
        }
    }

    @Override
    public Muxer muxer(ExportPlan plan, StopSignal stop) {
        Muxer muxer = Muxer.create(output.scratch(), Containers.format(plan.fileType()), stop);
        if (writeback == null) {
            writeback = Writeback.of(output.scratch());
        }
        return muxer;
    }

    @Override
    public Map<String, String> options(ExportPlan plan, int movieTimescale) {
        return Containers.options(plan.fileType(), plan.networkOptimized(), movieTimescale);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(output.scratch());
    }

    @Override
    public long length() {
        return length(output.scratch());
    }

    static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "the written file cannot be looked at", e);
        }
    }

    @Override
    public long commit(StopSignal stop) {
        if (writeback != null) {
            writeback.close();
        }
        return output.commit(stop);
    }

    @Override
    public void close() {
        if (writeback != null) {
            writeback.close();
        }
        output.close();
        place.close();
    }
}
