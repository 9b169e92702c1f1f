package dev.reelwright.export;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Compatibility.Compatible;
import dev.reelwright.export.Compatibility.Incompatible;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers whether a session can be run by planning it; whatever is wrong becomes the answer's reason. */
final class DryRun {
    private DryRun() {}

    static Compatibility of(ExportSession session, FileType fileType) {
        if (!session.supportedFileTypes().contains(fileType)) {
            return new Incompatible(ErrorCode.UNSUPPORTED_FILE_TYPE, session.refusal(fileType));
        }
        try {
            return new Compatible(session.plan(fileType));
        } catch (MediaException e) {
            return new Incompatible(e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Incompatible(ErrorCode.UNKNOWN, String.valueOf(e));
        }
    }

    /** The answers for the preset's file types, in their order. */
    static Map<FileType, Compatibility> ofEach(ExportSession session) {
        Map<FileType, Compatibility> answers = new LinkedHashMap<>();
        session.supportedFileTypes().forEach(type -> answers.put(type, of(session, type)));
        return Collections.unmodifiableMap(answers);
    }

    /** The first "yes", or what stands in the way of each file type. */
    static Compatibility ofAny(ExportSession session) {
        Map<FileType, Compatibility> answers = ofEach(session);
        return answers.values().stream()
                .filter(Compatibility::isCompatible)
                .findFirst()
                .orElseGet(() -> none(answers));
    }

    private static Compatibility none(Map<FileType, Compatibility> answers) {
        List<Incompatible> no =
                answers.values().stream().map(Incompatible.class::cast).toList();
        boolean same = no.stream().map(Incompatible::reason).distinct().count() == 1;
        String reasons = answers.entrySet().stream()
                .map(e -> e.getKey().commandName() + ": " + e.getValue().reason())
                .collect(Collectors.joining("; "));
        return new Incompatible(no.get(0).code(), same ? no.get(0).reason() : reasons);
    }
}
