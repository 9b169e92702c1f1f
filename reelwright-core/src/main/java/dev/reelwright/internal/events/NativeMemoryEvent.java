package dev.reelwright.internal.events;

import dev.reelwright.NativeMemory;
import dev.reelwright.NativeMemory.Kind;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

@Name("dev.reelwright.NativeMemory")
@Label("Native Memory")
@Description("Open native objects of Reelwright by kind, and what the process holds in RAM")
@Category("Reelwright")
@Period("1 s")
@StackTrace(false)
final class NativeMemoryEvent extends Event {
    @Label("Frames")
    long frames;

    @Label("Packets")
    long packets;

    @Label("Decoders")
    long decoders;

    @Label("Encoders")
    long encoders;

    @Label("Demuxers")
    long demuxers;

    @Label("Muxers")
    long muxers;

    @Label("Filter Graphs")
    long filterGraphs;

    @Label("Resamplers")
    long resamplers;

    @Label("Sample Queues")
    long sampleQueues;

    @Label("Resident Bytes")
    @Description("Memory of the whole process that is in RAM; 0 when not known")
    @DataAmount
    long residentBytes;

    static void emit() {
        NativeMemory now = NativeMemory.current();
        NativeMemoryEvent event = new NativeMemoryEvent();
        event.frames = now.live(Kind.FRAME);
        event.packets = now.live(Kind.PACKET);
        event.decoders = now.live(Kind.DECODER);
        event.encoders = now.live(Kind.ENCODER);
        event.demuxers = now.live(Kind.DEMUXER);
        event.muxers = now.live(Kind.MUXER);
        event.filterGraphs = now.live(Kind.FILTER_GRAPH);
        event.resamplers = now.live(Kind.RESAMPLER);
        event.sampleQueues = now.live(Kind.SAMPLE_QUEUE);
        event.residentBytes = now.residentBytes().orElse(0);
        event.commit();
    }
}
