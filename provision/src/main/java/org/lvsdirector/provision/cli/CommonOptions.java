package org.lvsdirector.provision.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that plan, apply, verify and undo share. */
final class CommonOptions {
  @Option(
      names = {"-f", "--use-file"},
      paramLabel = "FILE",
      description = "keepalived.conf; default /etc/keepalived/keepalived.conf if it exists")
  @Nullable Path config;

  @Option(
      names = {"-i", "--config-id"},
      paramLabel = "ID",
      description = "the id that @ID lines of the file are compared with")
  @Nullable String configId;

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      description = "provision.conf or an Ansible INI inventory: how servers are reached")
  @Nullable Path inventory;

  @Option(
      names = "--hosts",
      paramLabel = "NAME",
      split = ",",
      description = "only these real servers: names, addresses, with * for anything")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "for DR services: sysctl (default), arptables or iptables")
  @Nullable String method;

  @Option(
      names = "--persist",
      paramLabel = "WAY",
      description = "auto (default), netplan, networkd, networkmanager, ifupdown, systemd or none")
  @Nullable String persist;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never")
  String color = "auto";

  @Option(
      names = "--force",
      description =
          "replace or remove files and sysctls that somebody else changed (copies are kept)")
  boolean force;

  @Option(
      names = "--move-vip",
      description = "take virtual addresses off interfaces where they answer ARP")
  boolean moveVip;

  @Option(
      names = "--set-route",
      description = "set the default route of NAT servers to the director")
  boolean setRoute;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "32",
      description = "most connections at once (default ${DEFAULT-VALUE})")
  int parallel = 32;
}
