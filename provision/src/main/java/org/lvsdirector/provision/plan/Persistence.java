package org.lvsdirector.provision.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The way a server keeps its addresses over a reboot. */
public enum Persistence {
  /** Chosen from what runs on the server. */
  AUTO,
  /** A YAML file under /etc/netplan. */
  NETPLAN,
  /** A .network file, or a drop-in, under /etc/systemd/network. */
  NETWORKD,
  /** A keyfile for lo; needs NetworkManager 1.42 or later. */
  NETWORKMANAGER,
  /** A file in /etc/network/interfaces.d. */
  IFUPDOWN,
  /** A oneshot systemd unit. */
  SYSTEMD,
  /** Nothing is written: the setting is lost at the next boot. */
  NONE;

  /** The word used in files and options, lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a way by its word, in any case. */
  public static Optional<Persistence> byWord(String word) {
    return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(word)).findFirst();
  }

  /** The words of all ways, for messages. */
  public static String words() {
    return String.join(", ", Arrays.stream(values()).map(Persistence::word).toList());
  }
}
