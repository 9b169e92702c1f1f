package dev.reelwright.export;

import dev.reelwright.error.ErrorCode;

/** Whether a preset, an asset and a file type can be exported together. */
public sealed interface Compatibility {
    boolean isCompatible();

    /** Why so, for people; what stands in the way, or what would be done. */
    String reason();

    /**
     * They can.
     *
     * @param plan what the export of the whole asset would do
     */
    record Compatible(ExportPlan plan) implements Compatibility {
        @Override
        public boolean isCompatible() {
            return true;
        }

        @Override
        public String reason() {
            return plan.explain();
        }
    }

    /**
     * They cannot.
     *
     * @param code what an export would fail with
     * @param reason what stands in the way
     */
    record Incompatible(ErrorCode code, String reason) implements Compatibility {
        @Override
        public boolean isCompatible() {
            return false;
        }
    }
}
