package org.lvsdirector.provision.inventory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.provision.plan.Values;

/**
 * The servers that an inventory names.
 *
 * @param hosts in file order
 * @param defaults settings for servers that it does not name
 * @param complaints what could not be understood; any complaint stops the command
 * @param notes remarks
 */
public record Inventory(
    List<HostEntry> hosts,
    Map<String, String> defaults,
    List<String> complaints,
    List<String> notes) {
  /** No inventory at all. */
  public static final Inventory EMPTY = new Inventory(List.of(), Map.of(), List.of(), List.of());

  /** Copies everything. */
  public Inventory {
    hosts = List.copyOf(hosts);
    defaults = Map.copyOf(defaults);
    complaints = List.copyOf(complaints);
    notes = List.copyOf(notes);
  }

  /** The entry of a real server by its address. */
  public Optional<HostEntry> find(InetAddress address) {
    return hosts.stream().filter(h -> h.address().filter(address::equals).isPresent()).findFirst();
  }

  /** The entry of a real server: its own, or one made of the defaults, with SSH to its address. */
  public HostEntry entry(InetAddress address) {
    return find(address)
        .orElseGet(
            () -> {
              Map<String, String> settings = new LinkedHashMap<>(defaults);
              settings.keySet().retainAll(SettingDecoder.KNOWN);
              settings.remove("host");
              settings.remove("address");
              // Complaints about the defaults have been made when the file was read.
              return new SettingDecoder("defaults", settings, new ArrayList<>())
                  .decode(Values.text(address));
            });
  }
}
