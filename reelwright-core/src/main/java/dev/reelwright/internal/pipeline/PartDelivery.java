package dev.reelwright.internal.pipeline;

import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.source.StopSignal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A file among the temporary ones, which is part of another one later. */
final class PartDelivery implements Delivery {
    private final Path file;

    PartDelivery(Path file) {
        this.file = file;
    }

    @Override
    public void use(ScratchFolder scratch) {}

    @Override
    public Muxer muxer(ExportPlan plan, StopSignal stop) {
        return Muxer.create(file, Containers.format(plan.fileType()), stop);
    }

    @Override
    public Map<String, String> options(ExportPlan plan, int movieTimescale) {
        return Containers.options(plan.fileType(), false, movieTimescale);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(file);
    }

    @Override
    public long length() {
        return FileDelivery.length(file);
    }

    @Override
    public long commit(StopSignal stop) {
        return length();
    }

    @Override
    public void close() {}
}
