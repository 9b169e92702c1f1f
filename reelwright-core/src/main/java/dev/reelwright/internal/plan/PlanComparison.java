package dev.reelwright.internal.plan;

import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares what was planned with what was done, field by field. */
public final class PlanComparison {
    private PlanComparison() {}

    /** Each difference in words; none when all was done as planned. */
    public static List<String> differences(ExportPlan planned, ExportPlan done) {
        List<String> differences = new ArrayList<>();
        compare("", planned, done, differences);
        return differences;
    }

    private static void compare(String where, Object planned, Object done, List<String> into) {
        if (Objects.equals(planned, done)) {
            return;
        }
        boolean bothRecords = planned instanceof Record && done instanceof Record;
        if (bothRecords && planned.getClass() == done.getClass() && isOurs(planned)) {
            for (RecordComponent field : planned.getClass().getRecordComponents()) {
                compare(where + " " + field.getName(), value(field, planned), value(field, done), into);
            }
        } else if (planned instanceof List<?> a && done instanceof List<?> b && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                String item = a.get(i) instanceof TrackPlan t ? " track " + t.sourceTrack() : " " + i;
                compare(item, a.get(i), b.get(i), into);
            }
        } else {
            into.add(where.strip() + ": planned " + planned + ", done " + done);
        }
    }

    private static boolean isOurs(Object value) {
        return value.getClass().getPackageName().startsWith("dev.reelwright");
    }

    private static Object value(RecordComponent field, Object of) {
        try {
            Object value = field.getAccessor().invoke(of);
            return value == null ? "nothing" : value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's field cannot be read", e);
        }
    }
}
