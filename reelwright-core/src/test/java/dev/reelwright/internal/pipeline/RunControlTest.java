package dev.reelwright.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.time.MediaTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunControlTest {
    @Test
    void E62_whatStandsStillIsToldOnceAndEndsTheWork() throws Exception {
        RunControl control = new RunControl();
        CompletableFuture<MediaException> told = new CompletableFuture<>();

        try (RunControl.Watch watch = control.watch(Duration.ofMillis(20), told::complete)) {
            assertThat(told.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.STALLED);
        }

        assertThat(control.cancellation().isRequested()).isTrue();
        assertThatThrownBy(control.cancellation()::check)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALLED));
    }

    @Test
    void B5_noTrackIsFedBeyondTheEndAndNoneEndsBefore() {
        Ending ending = new Ending();
        Ending.Feed video = ending.open();
        Ending.Feed audio = ending.open();
        video.admit(MediaTime.ZERO, MediaTime.seconds(1));
        audio.admit(MediaTime.ZERO, MediaTime.of(3, 2));

        ending.request();

        assertThat(ending.end()).isEqualTo(MediaTime.of(3, 2));
        assertThat(video.admit(MediaTime.seconds(1), MediaTime.seconds(2))).isEqualTo(MediaTime.of(3, 2));
        assertThat(audio.admit(MediaTime.of(3, 2), MediaTime.seconds(2))).isEqualTo(MediaTime.of(3, 2));
    }

    @Test
    void B5_partsThatAreAheadAreMetOrLeftOut() {
        Ending ending = new Ending();
        Ending.Feed sound = ending.open();
        Ending.Feed first = ending.openAhead(MediaTime.ZERO);
        Ending.Feed second = ending.openAhead(MediaTime.seconds(5));
        first.admit(MediaTime.ZERO, MediaTime.seconds(2));
        second.admit(MediaTime.seconds(5), MediaTime.seconds(7));
        sound.admit(MediaTime.ZERO, MediaTime.seconds(3));

        ending.request();

        assertThat(ending.end()).isEqualTo(MediaTime.seconds(3));
        assertThat(ending.isBeyond(MediaTime.seconds(5))).isTrue();
    }

    @Test
    void B5_aPartThatTheSoundHasReachedIsKeptAsFarAsItIs() {
        Ending ending = new Ending();
        Ending.Feed sound = ending.open();
        ending.openAhead(MediaTime.ZERO).admit(MediaTime.ZERO, MediaTime.seconds(2));
        ending.openAhead(MediaTime.seconds(5)).admit(MediaTime.seconds(5), MediaTime.seconds(8));
        sound.admit(MediaTime.ZERO, MediaTime.seconds(6));

        ending.request();

        assertThat(ending.end()).isEqualTo(MediaTime.seconds(8));
    }

    @Test
    void B5_askedBeforeAnythingWasFedTheFirstMediaIsKept() {
        Ending ending = new Ending();
        ending.request();

        MediaTime until = ending.open().admit(MediaTime.ZERO, MediaTime.of(1, 30));

        assertThat(until).isEqualTo(MediaTime.of(1, 30));
        assertThat(ending.end()).isEqualTo(MediaTime.of(1, 30));
    }
}
