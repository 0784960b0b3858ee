package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.parser.check.Lint;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.model.GarpGroup;
import org.lvsdirector.parser.model.InterfaceDelay;
import org.lvsdirector.parser.model.IpRoute;
import org.lvsdirector.parser.model.IpRule;
import org.lvsdirector.parser.model.LinkbeatInterface;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.TrackGroup;
import org.lvsdirector.parser.model.TrackProcess;
import org.lvsdirector.parser.model.VipAddress;
import org.lvsdirector.parser.model.VrrpGlobals.DynamicInterfaces;
import org.lvsdirector.parser.source.SourceRange;

/** What the reading of the VRRP side collects. */
final class VrrpDraft {
  /** Names given to VMACs and ipvlans, each with the instance that has it. */
  final Map<String, String> linkNames = new HashMap<>();

  final List<VipAddress> addresses = new ArrayList<>();
  final List<IpRoute> routes = new ArrayList<>();
  final List<IpRule> rules = new ArrayList<>();
  final NamedList<TrackGroup> trackGroups = new NamedList<>(TrackGroup::name);
  final List<GarpGroup> garpGroups = new ArrayList<>();
  final Set<String> garpInterfaces = new HashSet<>();
  final List<LinkbeatInterface> linkbeat = new ArrayList<>();
  final List<InterfaceDelay> delays = new ArrayList<>();
  final NamedList<ScriptDraft> scripts = new NamedList<>(s -> s.name);
  final NamedList<TrackProcess> processes = new NamedList<>(TrackProcess::name);
  final NamedList<TrackFile> trackFiles = new NamedList<>(TrackFile::name);
  final NamedList<InstanceDraft> instances = new NamedList<>(i -> i.name);
  final List<SyncGroupDraft> groups = new ArrayList<>();
  final NamedList<BfdInstance> bfds = new NamedList<>(BfdInstance::name);
  boolean missingInterface;
  private long rulePriority4 = 16384;
  private long rulePriority6 = 16384;

  /** The priority of a rule that has none: counts down from 16384 for each family. */
  long nextRulePriority(AddressFamily family) {
    return family == AddressFamily.INET ? rulePriority4-- : rulePriority6--;
  }

  /**
   * What decoders of the VRRP side share.
   *
   * @param out findings
   * @param global global_defs
   * @param scripts makes commands
   * @param draft what is collected
   */
  record Context(Decoding out, GlobalDraft global, Scripts scripts, VrrpDraft draft) {
    /** Whether an interface may be used: it exists, or dynamic_interfaces is on (parser 15.5). */
    boolean interfaceUsable(String name) {
      return global.vrrp.dynamicInterfaces() != DynamicInterfaces.OFF
          || out.environment().interfaceExists(name);
    }

    /**
     * Reports an interface that does not exist; a real start ends with status 2 then (parser 17.3).
     */
    void missingInterface(SourceRange at, String name, String where) {
      draft.missingInterface = true;
      out.fatal(Lint.MISSING_INTERFACE, at, "interface " + name + " does not exist" + where);
    }
  }
}
