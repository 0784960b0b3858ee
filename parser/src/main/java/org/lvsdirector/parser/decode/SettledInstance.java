package org.lvsdirector.parser.decode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.VrrpInstance.InitialState;

/** What has been settled of an instance so far. */
final class SettledInstance {
  final boolean strict;
  final AddressFamily family;
  int version;
  int priority = 100;
  InitialState state = InitialState.BACKUP;
  @Nullable InitialState strictState;
  Duration interval = Duration.ofSeconds(1);
  @Nullable String configFault;

  SettledInstance(InstanceDraft vi, GlobalDraft global) {
    strict = InstanceDefaults.orElse(vi.strict, global.vrrpDefaults.strict);
    family = vi.family == null ? AddressFamily.INET : vi.family;
    int otherwise = family == AddressFamily.INET6 ? 3 : global.vrrpDefaults.version;
    version = vi.version == null ? otherwise : vi.version;
  }
}
