package org.lvsdirector.provision.run;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lvsdirector.provision.inventory.HostEntry;
import org.lvsdirector.provision.inventory.Inventory;
import org.lvsdirector.provision.method.HostWish;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Values;
import org.lvsdirector.provision.ssh.SshTarget;
import org.lvsdirector.provision.vip.Assignments;
import org.lvsdirector.provision.vip.Endpoint;

/**
 * The servers to work on: those that keepalived.conf names, joined with what the inventory says of
 * them.
 *
 * @param list the jobs, in the order of the configuration, then of the inventory
 * @param complaints what must be put right first
 * @param notes remarks
 */
public record Jobs(List<HostJob> list, List<String> complaints, List<String> notes) {

  /**
   * What the command line says over all servers; it wins over the inventory.
   *
   * @param method method for DR services
   * @param persist how settings outlive a boot
   * @param target user, port, key and jump host; its host is ignored
   * @param force replace files that other hands changed
   * @param moveVip take virtual addresses off interfaces where they answer ARP
   * @param setRoute change default routes of NAT servers
   */
  public record Overrides(
      Optional<Method> method,
      Optional<Persistence> persist,
      SshTarget target,
      boolean force,
      boolean moveVip,
      boolean setRoute) {}

  /** Copies the lists. */
  public Jobs {
    list = List.copyOf(list);
    complaints = List.copyOf(complaints);
    notes = List.copyOf(notes);
  }

  /**
   * Joins configuration and inventory.
   *
   * @param command undo also takes servers that serve nothing any more
   * @param assignments from keepalived.conf
   * @param inventory how servers are reached
   * @param overrides from the command line
   * @param lookup name to addresses, for inventory entries that have only a name
   */
  public static Jobs of(
      Command command,
      Assignments assignments,
      Inventory inventory,
      Overrides overrides,
      Function<String, List<InetAddress>> lookup) {
    List<String> complaints = new ArrayList<>(inventory.complaints());
    List<String> notes = new ArrayList<>(assignments.notes());
    notes.addAll(inventory.notes());
    Map<InetAddress, HostEntry> entries = new LinkedHashMap<>();
    for (HostEntry entry : inventory.hosts()) {
      Optional<InetAddress> address =
          entry.address().or(() -> match(lookup.apply(entry.host()), assignments));
      if (address.isPresent()) {
        entries.putIfAbsent(address.get(), entry);
      } else if (!entry.vips().isEmpty()) {
        complaints.add(
            entry.name() + ": its address is not known; say address = IP in its section");
      } else {
        notes.add(entry.name() + " in the inventory is no real server of the configuration");
      }
    }
    Set<InetAddress> servers = new LinkedHashSet<>(assignments.endpoints().keySet());
    entries.forEach(
        (address, entry) -> {
          if (!entry.vips().isEmpty() || command == Command.UNDO) {
            servers.add(address);
          }
        });
    List<HostJob> jobs = new ArrayList<>();
    for (InetAddress server : servers) {
      HostEntry entry =
          Optional.ofNullable(entries.get(server)).orElseGet(() -> inventory.entry(server));
      jobs.add(job(server, entry, assignments, overrides));
    }
    return new Jobs(jobs, complaints, notes);
  }

  /**
   * Keeps the servers that the words name: inventory name, address or SSH host; {@code *} stands
   * for anything.
   */
  public Jobs only(List<String> words) {
    if (words.isEmpty()) {
      return this;
    }
    List<String> wrong = new ArrayList<>(complaints);
    Set<HostJob> kept = new LinkedHashSet<>();
    for (String word : words) {
      Pattern pattern =
          Pattern.compile(Pattern.quote(word).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
      List<HostJob> hits =
          list.stream()
              .filter(j -> names(j).stream().anyMatch(n -> pattern.matcher(n).matches()))
              .toList();
      if (hits.isEmpty()) {
        wrong.add(
            "--hosts "
                + word
                + ": no such real server (there are: "
                + String.join(", ", list.stream().map(HostJob::name).toList())
                + ")");
      }
      kept.addAll(hits);
    }
    return new Jobs(list.stream().filter(kept::contains).toList(), wrong, notes);
  }

  private static List<String> names(HostJob job) {
    return List.of(job.name(), Values.text(job.wish().realServer()), job.target().host());
  }

  private static Optional<InetAddress> match(List<InetAddress> found, Assignments assignments) {
    return found.stream().filter(assignments.endpoints()::containsKey).findFirst();
  }

  private static HostJob job(
      InetAddress server, HostEntry entry, Assignments assignments, Overrides over) {
    List<Endpoint> endpoints =
        new ArrayList<>(assignments.endpoints().getOrDefault(server, List.of()));
    entry.vips().stream()
        .filter(v -> endpoints.stream().noneMatch(e -> e.vip().equals(v)))
        .map(Endpoint::whole)
        .toList()
        .forEach(endpoints::add);
    HostWish.Preferences preferences =
        new HostWish.Preferences(
            over.method().or(entry::method),
            over.persist().orElse(entry.persist()),
            entry.device(),
            entry.natGateway(),
            over.force(),
            over.moveVip(),
            over.setRoute());
    SshTarget target =
        new SshTarget(
            entry.host(),
            over.target().user().or(entry::user),
            over.target().port().isPresent() ? over.target().port() : entry.port(),
            over.target().key().or(entry::key),
            over.target().jump().or(entry::jump));
    return new HostJob(
        entry.name(),
        target,
        new HostWish(server, endpoints, assignments.directorAddresses(), preferences));
  }
}
