package dev.reelwright.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("dev.reelwright.Stage")
@Label("Stage")
@Description("What one stage of work on one track took, told at the track's end")
@Category("Reelwright")
@StackTrace(false)
final class StageEvent extends Event {
    @Label("Track")
    @Description("Id of the source's track")
    int trackId;

    @Label("Stage")
    @Description("read, decode, render, encode, write or copy")
    String stage = "";

    @Label("Items")
    @Description("Packets read, frames decoded, rendered and encoded, packets written and copied")
    long items;

    @Label("Busy Time")
    @Description("Time spent in the stage itself, without what other stages do meanwhile")
    @Timespan
    long busyNanos;
}
