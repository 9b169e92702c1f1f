package dev.reelwright.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.reelwright.Phase")
@Label("Phase")
@Description("One phase of an export")
@Category("Reelwright")
@StackTrace(false)
final class PhaseEvent extends Event {
    @Label("Name")
    String name = "";

    @Label("Destination")
    @Description("The export that it belongs to")
    String destination = "";
}
