package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackRole;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioSelectionTest {
    private static final FormatDescription.Audio STEREO = new FormatDescription.Audio("aac", "LC", 48_000, 2, "stereo");

    /** A track by words: {@code on} or {@code off}, {@code g} and a group's number, a role, a language. */
    private static Track track(int id, String words) {
        boolean enabled = true;
        int group = 0;
        String language = "und";
        Set<TrackRole> roles = Set.of();
        for (String word : words.strip().split(" ")) {
            if (word.equals("on") || word.equals("off")) {
                enabled = word.equals("on");
            } else if (word.matches("g\\d")) {
                group = word.charAt(1) - '0';
            } else if (word.equals("commentary")) {
                roles = Set.of(TrackRole.COMMENTARY);
            } else {
                language = word;
            }
        }
        return TestAssets.audio(id, STEREO, MediaTime.seconds(1), enabled, group, language, roles);
    }

    private static Asset asset(String format, String tracks) {
        List<Track> all = new ArrayList<>();
        for (String words : tracks.split(",")) {
            all.add(track(all.size() + 1, words));
        }
        return TestAssets.of(format, MediaTime.seconds(1), all.toArray(new Track[0]));
    }

    private static List<Integer> chosen(Asset asset, String languages) {
        List<String> wanted = languages == null ? List.of() : Arrays.asList(languages.split(" "));
        ExportSession session = ExportSession.builder(asset, ExportPreset.M4A_AUDIO)
                .audioLanguages(wanted)
                .build();
        AudioSelection selection = AudioSelection.of(session);
        asset.tracks().forEach(track -> assertThat(selection.reason(track)).isNotNull());
        return selection.chosen().stream().map(Track::id).toList();
    }

    @ParameterizedTest(name = "E34 of a movie of ({0}) with {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "on|on,, 1 2",
                "on|off,, 1",
                "off|on,, 2",
                "off|off,, 1",
                "off commentary|off,, 2",
                "on g1|off g1,, 1",
                "off g1|on g1,, 2",
                "on g1|on g1,, 1",
                "off g1|off g1,, 1",
                "on|off g1|off g1,, 1",
                "on g1 en|off g1 de|on,, 1 3",
                "on g1 en|off g1 de|on, de, 2 3",
                "on g1 en|off g1 de, fr, 1",
                "on g1 en|off g1 de|off g1 fr, fr de, 3",
                "on g1 en|off g1 de commentary, de, 1",
                "on g1 pt-BR|off g1 pt-PT|off g1 en, pt-PT, 2",
                "on g1 en|off g1 pt-PT, pt-BR, 2",
                "on g1 en|off g1 pt-BR, pt, 2",
                "on g1 en|off g1 zh-Hant-TW|off g1 zh-Hans, zh-Hant, 2",
                "on g1 en|off g1 de, ger, 2",
                "on en|off de, de, 2",
                "on en|off de|on, de, 2 3",
                "on en|on en|off de, en, 1 2",
                "on en|on de, de, 2",
            })
    void E34_ofAMovie(String tracks, String languages, String expected) {
        List<Integer> chosen = chosen(asset("mov", tracks.replace('|', ',')), languages);

        assertThat(String.join(" ", chosen.stream().map(String::valueOf).toList()))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "E33 of a film in Matroska of ({0}) with {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "on en|on de|on fr,, 1",
                "off en|on de,, 2",
                "on en commentary|on de,, 2",
                "on en|on de|on fr, it fr, 3",
                "on en|off de, de, 2",
                "on en|off de commentary, de, 1",
            })
    void E33_ofOtherContainersOneTrackIsChosen(String tracks, String languages, String expected) {
        List<Integer> chosen = chosen(asset("matroska", tracks.replace('|', ',')), languages);

        assertThat(String.join(" ", chosen.stream().map(String::valueOf).toList()))
                .isEqualTo(expected);
    }

    @Test
    void E34_thePlanSaysWhyATrackWasChosenOrLeftOut() {
        Asset asset = asset("mov", "on g1 en,off g1 de,off");
        AudioSelection selection = AudioSelection.of(ExportSession.builder(asset, ExportPreset.M4A_AUDIO)
                .audioLanguages(List.of("de"))
                .build());

        assertThat(asset.tracks())
                .extracting(selection::reason)
                .containsExactly(
                        "one of these audio tracks is presented at a time: track 2",
                        "its language was asked for: de",
                        "it is not enabled");
    }
}
