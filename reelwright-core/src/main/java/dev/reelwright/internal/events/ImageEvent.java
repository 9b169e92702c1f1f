package dev.reelwright.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

@Name("dev.reelwright.Image")
@Label("Image")
@Description("One image, from its frame being looked for to its pixels being there")
@Category("Reelwright")
@StackTrace(false)
final class ImageEvent extends Event {
    @Label("Source")
    String source = "";

    @Label("Requested Time")
    @Timespan
    long requestedTime;

    @Label("Actual Time")
    @Description("When the frame appears; absent without an image")
    @Timespan
    long actualTime = Long.MIN_VALUE;

    @Label("Decoded Frames")
    @Description("Frames that were decoded for it; 0 when the frame was at hand")
    long decodedFrames;

    @Label("Error Code")
    @Description("Code of the failure; empty without one")
    String errorCode = "";
}
