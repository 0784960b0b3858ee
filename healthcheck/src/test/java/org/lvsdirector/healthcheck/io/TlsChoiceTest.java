package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsChoiceTest {
  @Test
  void eachLibraryIsAskedOnceUntilOneIsUnderstood() {
    var choice = new TlsChoice(2);
    assertThat(choice.current()).isZero();
    assertThat(choice.failed()).as("the second has not been asked").isTrue();
    assertThat(choice.current()).isEqualTo(1);
    assertThat(choice.failed()).as("both have been asked").isFalse();
    assertThat(choice.current()).as("the next check begins anew").isZero();
    assertThat(choice.failed()).isTrue();
  }

  @Test
  void theOneThatIsUnderstoodStays() {
    var choice = new TlsChoice(2);
    choice.failed();
    choice.succeeded();
    assertThat(choice.current()).isEqualTo(1);
  }

  @Test
  void laterFailureIsTheServersAndTheNextCheckTriesTheOther() {
    var choice = new TlsChoice(2);
    choice.succeeded();
    assertThat(choice.failed()).isFalse();
    assertThat(choice.current()).isEqualTo(1);
    assertThat(choice.failed()).isFalse();
    assertThat(choice.current()).isZero();
  }

  @Test
  void oneLibraryAloneIsNeverAskedTwice() {
    var choice = new TlsChoice(1);
    assertThat(choice.failed()).isFalse();
    assertThat(choice.current()).isZero();
  }
}
