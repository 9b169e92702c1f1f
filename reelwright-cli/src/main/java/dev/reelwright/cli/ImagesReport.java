package dev.reelwright.cli;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.List;

/** Tells what became of the images that were asked for. */
final class ImagesReport {
    private final Shell shell;
    private final boolean json;

    ImagesReport(Shell shell, boolean json) {
        this.shell = shell;
        this.json = json;
    }

    /**
     * Prints one entry for each image, in the order asked.
     *
     * @return the exit code when every image was written
     * @throws MediaException the summary of the failures, when any image is missing
     */
    int tell(List<ImagesCommand.Outcome> outcomes, boolean cancelled) {
        if (json) {
            shell.out()
                    .println(
                            Json.array(outcomes.stream().map(ImagesReport::json).toList())
                                    .text());
        } else {
            outcomes.forEach(this::print);
        }
        List<MediaException> errors = outcomes.stream()
                .filter(o -> o.error() != null)
                .map(ImagesReport::errorOf)
                .toList();
        if (cancelled) {
            throw new MediaException(
                    ErrorCode.OPERATION_CANCELLED,
                    "cancelled; " + (outcomes.size() - errors.size()) + " of " + outcomes.size()
                            + " images were written");
        }
        if (!errors.isEmpty()) {
            throw summary(errors, outcomes.size());
        }
        return ExitCode.DONE;
    }

    private static MediaException errorOf(ImagesCommand.Outcome outcome) {
        MediaException error = outcome.error();
        return error != null ? error : new MediaException(ErrorCode.UNKNOWN, "no error");
    }

    private void print(ImagesCommand.Outcome outcome) {
        ImagesCommand.Written image = outcome.image();
        if (image != null) {
            shell.out()
                    .println(outcome.file() + ": " + image.width() + "x" + image.height() + " at "
                            + Text.clock(image.actualTime()));
        }
    }

    private static MediaException summary(List<MediaException> errors, int asked) {
        MediaException first = errors.get(0);
        if (asked == 1) {
            return first;
        }
        String more = errors.size() == 1 ? "" : ", the first because ";
        return new MediaException(
                first.code(),
                errors.size() + " of " + asked + " images failed" + (more.isEmpty() ? ": " : more) + first.getMessage(),
                first);
    }

    private static Json json(ImagesCommand.Outcome outcome) {
        Json.Builder json = Json.object().put("requestedTime", outcome.requested());
        ImagesCommand.Written image = outcome.image();
        if (image != null) {
            json.put("actualTime", image.actualTime())
                    .put("file", outcome.file().toString());
            json.put("width", image.width()).put("height", image.height());
        } else {
            json.putNull("actualTime").putNull("file").putNull("width").putNull("height");
        }
        MediaException error = outcome.error();
        return json.put("error", error == null ? Json.NULL : Failures.describe(error))
                .build();
    }
}
