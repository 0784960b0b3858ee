package org.lvsdirector.healthcheck.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reload looks only at what the file changed. The law: nobody can tell. Two check loops live
 * through the same random history; for one of them what stays in the file is the same object, for
 * the other nothing ever is, so that it has to work everything out.
 */
class ReloadSequenceTest {
  private static final int WORLDS = 40;
  private static final int STEPS = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void whatStaysTheSameObjectIsTreatedLikeWhatIsReadAnew(int part) {
    for (int seed = part * WORLDS; seed < (part + 1) * WORLDS; seed++) {
      ReloadWorld world = new ReloadWorld(seed);
      ReloadWorld.Side quick = world.side(false);
      ReloadWorld.Side whole = world.side(true);
      world.reload();
      for (int step = 0; step < STEPS; step++) {
        boolean read = world.step();
        assertThat(quick.heard).as("seed %d step %d", seed, step).isEqualTo(whole.heard);
        assertThat(quick.state()).as("seed %d step %d", seed, step).isEqualTo(whole.state());
        if (read) {
          assertThat(quick.pools()).as("seed %d step %d", seed, step).isEqualTo(world.wanted());
        }
        quick.heard.clear();
        whole.heard.clear();
      }
    }
  }
}
