package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.parser.model.SslSettings;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.VirtualServerGroup;

/** What the reading of the LVS side collects. */
final class LvsDraft {
  Optional<SslSettings> ssl = Optional.empty();
  final Map<String, VirtualServerGroup> groups = new LinkedHashMap<>();
  final List<VirtualServerDraft> virtualServers = new ArrayList<>();
  final NamedList<TrackFile> trackFiles = new NamedList<>(TrackFile::name);

  /** Whether the health checks have anything to do (keepalived reference, parser 16.2). */
  boolean needed() {
    return !virtualServers.isEmpty();
  }
}
