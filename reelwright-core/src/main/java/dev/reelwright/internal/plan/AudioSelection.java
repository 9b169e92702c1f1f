package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackRole;
import dev.reelwright.export.ExportSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which audio tracks of an asset are exported, and why.
 *
 * <p>Movie files say which of their tracks sound together: the enabled ones, and of a group one at most. All other
 * containers have flags that say what a player chooses when nobody does, so there all tracks are choices.
 */
final class AudioSelection {
    private final Asset asset;
    private final List<Track> tracks;
    private final List<String> languages;
    private final Map<Track, String> chosen = new HashMap<>();
    private final Map<Track, String> left = new HashMap<>();

    private AudioSelection(Asset asset, List<String> languages) {
        this.asset = asset;
        this.languages = languages;
        this.tracks = asset.tracks().stream().filter(Track::isAudio).toList();
    }

    static AudioSelection of(ExportSession session) {
        AudioSelection selection = new AudioSelection(session.asset(), session.audioLanguages());
        if (!session.audioTracks().isEmpty()) {
            selection.chooseAsked(session.audioTracks());
        } else if (selection.tracks.stream().noneMatch(Track::enabled)) {
            selection.chooseOne(selection.tracks);
        } else if (session.asset().formatName().equals("mov")) {
            selection.chooseOfMovie();
        } else {
            selection.chooseOne(selection.tracks);
        }
        return selection;
    }

    boolean isChosen(Track track) {
        return chosen.containsKey(track);
    }

    /** Why a track was chosen or was not, for people; empty where there was no choice. */
    String reason(Track track) {
        return tracks.size() == 1 ? "" : Objects.requireNonNull(isChosen(track) ? chosen.get(track) : left.get(track));
    }

    /** The chosen ones in the order of the file. */
    List<Track> chosen() {
        return tracks.stream().filter(this::isChosen).toList();
    }

    private void chooseAsked(List<Integer> ids) {
        for (Track track : tracks) {
            if (ids.contains(track.id())) {
                chosen.put(track, "it was asked for");
            } else {
                left.put(track, "other audio tracks were asked for");
            }
        }
    }

    private void chooseOfMovie() {
        Map<Integer, List<Track>> groups = new HashMap<>();
        for (Track track : tracks) {
            groups.computeIfAbsent(track.alternateGroup(), number -> new ArrayList<>())
                    .add(track);
        }
        groups.forEach((number, members) -> {
            if (number == 0) {
                chooseUngrouped(members);
            } else if (members.stream().anyMatch(Track::enabled)) {
                chooseOne(members);
            } else {
                members.forEach(member -> left.put(member, "it is not enabled"));
            }
        });
    }

    /** One of several choices. */
    private void chooseOne(List<Track> choices) {
        if (choices.isEmpty()) {
            return;
        }
        List<Track> wanted = LanguageLookup.find(languages, candidates(choices));
        boolean spoken = !wanted.isEmpty();
        Track best = best(spoken ? wanted : choices);
        for (Track track : choices) {
            if (track.equals(best)) {
                chosen.put(track, spoken ? "its language was asked for: " + track.extendedLanguage() : why(track));
            } else {
                left.put(track, "one of these audio tracks is presented at a time: track " + best.id());
            }
        }
    }

    private String why(Track track) {
        if (!track.enabled()) {
            return "the first audio track, for none is enabled";
        }
        return asset.formatName().equals("mov") && track.alternateGroup() != 0
                ? "the enabled track of group " + track.alternateGroup()
                : "the default audio track";
    }

    /** What sounds beside each other; a track in a wanted language stands in for those in other languages. */
    private void chooseUngrouped(List<Track> members) {
        List<Track> wanted = LanguageLookup.find(languages, candidates(members));
        List<Track> enabled = wanted.stream().filter(Track::enabled).toList();
        List<Track> spoken = wanted.isEmpty() || !enabled.isEmpty() ? enabled : List.of(wanted.get(0));
        for (Track track : members) {
            if (spoken.contains(track)) {
                chosen.put(track, "its language was asked for: " + track.extendedLanguage());
            } else if (track.enabled() && (spoken.isEmpty() || !LanguageLookup.isKnown(track))) {
                chosen.put(track, "it is enabled");
            } else {
                left.put(track, track.enabled() ? "another language was asked for" : "it is not enabled");
            }
        }
    }

    /** What may be chosen by its language: no commentary and the like, unless it is what is presented anyway. */
    private static List<Track> candidates(List<Track> tracks) {
        return tracks.stream().filter(t -> t.enabled() || !isAuxiliary(t)).toList();
    }

    private static boolean isAuxiliary(Track track) {
        return track.roles().stream().anyMatch(TrackRole::isAuxiliary);
    }

    private static Track best(List<Track> choices) {
        Track best = choices.get(0);
        for (Track track : choices) {
            if (rank(track) > rank(best)) {
                best = track;
            }
        }
        return best;
    }

    private static int rank(Track track) {
        return (track.enabled() ? 2 : 0) + (isAuxiliary(track) ? 0 : 1);
    }
}
