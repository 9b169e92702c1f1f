package dev.reelwright.internal.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.reelwright.Export")
@Label("Export")
@Description("One export, from leaving the queue to its end")
@Category("Reelwright")
@StackTrace(false)
final class ExportEvent extends Event {
    @Label("Preset")
    String preset = "";

    @Label("File Type")
    String fileType = "";

    @Label("Source")
    String source = "";

    @Label("Destination")
    String destination = "";

    @Label("Bytes")
    @Description("Size of the finished file; 0 without one")
    @DataAmount
    long bytes;

    @Label("Outcome")
    @Description("completed, failed or cancelled")
    String outcome = "";

    @Label("Error Code")
    @Description("Code of the failure; empty without one")
    String errorCode = "";
}
