package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentTypeTest {
    @ParameterizedTest(name = "S48 {0}")
    @CsvSource({
        "com.apple.quicktime-movie, mov qt, video/quicktime",
        "com.apple.quicktime-audio, qta, audio/quicktime",
        "public.mpeg-4, mp4, video/mp4",
        "com.apple.m4v-video, m4v, video/x-m4v",
        "com.apple.m4a-audio, m4a, audio/mp4",
        "public.3gpp, 3gp 3gpp sdv, video/3gpp",
        "public.3gpp2, 3g2 3gp2, video/3gpp2",
        "com.apple.coreaudio-format, caf, audio/x-caf",
        "com.microsoft.waveform-audio, wav wave bwf, audio/vnd.wave",
        "public.aiff-audio, aiff aif, audio/aiff",
        "public.aifc-audio, aifc cdda, audio/x-aifc",
        "org.3gpp.adaptive-multi-rate-audio, amr, audio/amr",
        "public.mp3, mp3, audio/mpeg",
        "public.au-audio, au snd, audio/basic",
        "public.ac3-audio, ac3, audio/ac3",
        "public.enhanced-ac3-audio, eac3, audio/eac3",
        "public.jpeg, jpg jpeg, image/jpeg",
        "com.adobe.raw-image, dng, image/x-adobe-dng",
        "public.heic, heic, image/heic",
        "public.avci, avci, image/avci",
        "public.heif, heif, image/heif",
        "public.tiff, tiff tif, image/tiff",
        "com.apple.itunes-timed-text, itt, application/ttml+xml",
        "com.scenarist.closed-caption, scc,",
        "public.haptics-content, ahap,",
        "org.nema.dicom, dcm, application/dicom",
    })
    void S48_identifiersExtensionsAndMediaTypesLeadToEachOther(String identifier, String extensions, String mimeType) {
        ContentType type = ContentType.ofIdentifier(identifier).orElseThrow();

        assertThat(type.extensions()).containsExactly(extensions.split(" "));
        assertThat(type.extensions())
                .allSatisfy(e -> assertThat(ContentType.ofExtension(e)).contains(type));
        assertThat(type.mimeTypes().stream().findFirst().orElse(null)).isEqualTo(mimeType);
        assertThat(type.mimeTypes())
                .allSatisfy(m -> assertThat(ContentType.ofMimeType(m)).contains(type));
    }

    @Test
    void S48_noNameStandsForTwoTypes() {
        List<String> names = new ArrayList<>();
        for (ContentType type : ContentType.all()) {
            names.add(type.identifier());
            names.addAll(type.extensions());
            names.addAll(type.mimeTypes());
        }

        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void S48_everyFileTypeHasItsNames(FileType type) {
        assertThat(FileType.ofName(type.identifier())).contains(type);
        assertThat(FileType.ofName(type.commandName())).contains(type);
        assertThat(FileType.ofMimeType(type.mimeType())).contains(type);
        assertThat(FileType.ofPath(Path.of("a." + type.extensions().get(0)))).contains(type);
        assertThat(type.contentType().fileType()).contains(type);
    }

    @Test
    void S48_lettersCaseAndParametersDoNotMatter() {
        assertThat(ContentType.ofMimeType("Video/MP4; codecs=\"avc1.640028, mp4a.40.2\""))
                .map(ContentType::identifier)
                .contains("public.mpeg-4");
        assertThat(ContentType.ofPath(Path.of("folder.mp4", "A.HEIC")))
                .map(ContentType::identifier)
                .contains("public.heic");
        assertThat(FileType.ofMimeType("AUDIO/AMR")).isEmpty();
        assertThat(ContentType.ofPath(Path.of("mp4"))).isEmpty();
    }
}
