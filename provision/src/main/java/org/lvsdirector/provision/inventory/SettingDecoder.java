package org.lvsdirector.provision.inventory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.provision.plan.Method;
import org.lvsdirector.provision.plan.Persistence;
import org.lvsdirector.provision.plan.Values;

/**
 * Turns the settings of one server, words by name, into a {@link HostEntry}; what does not fit
 * becomes a complaint.
 */
final class SettingDecoder {
  static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "address",
              "host",
              "user",
              "port",
              "key",
              "jump",
              "method",
              "persist",
              "interface",
              "nat_gateway",
              "vips"));

  private final String place;
  private final Map<String, String> settings;
  private final List<String> complaints;

  SettingDecoder(String place, Map<String, String> settings, List<String> complaints) {
    this.place = place;
    this.settings = settings;
    this.complaints = complaints;
  }

  HostEntry decode(String name) {
    for (String key : settings.keySet()) {
      if (!KNOWN.contains(key)) {
        complain("unknown setting \"" + key + "\" (known: " + String.join(", ", KNOWN) + ")");
      }
    }
    String host = text("host").orElse(name);
    if (!host.matches("[A-Za-z0-9_.:%-]{1,255}") || host.startsWith("-")) {
      complain("host \"" + host + "\" is neither a name nor an address");
    }
    Optional<InetAddress> address =
        address("address").or(() -> literal(name)).or(() -> literal(host));
    return new HostEntry(
        name,
        address,
        host,
        matching("user", "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}"),
        port(),
        text("key"),
        matching("jump", "[A-Za-z0-9_.@:,\\[\\]-]{1,500}"),
        method(),
        persist(),
        device(),
        address("nat_gateway"),
        vips());
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(settings.get(key)).filter(v -> !v.isBlank()).map(String::strip);
  }

  private Optional<String> matching(String key, String pattern) {
    Optional<String> value = text(key);
    if (value.isPresent() && !value.get().matches(pattern)) {
      complain(key + " \"" + value.get() + "\" has characters that cannot be right");
      return Optional.empty();
    }
    return value;
  }

  private OptionalInt port() {
    Optional<String> value = text("port");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get().matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(value.get());
      if (port >= 1 && port <= 65535) {
        return OptionalInt.of(port);
      }
    }
    complain("port \"" + value.get() + "\" (expected 1..65535)");
    return OptionalInt.empty();
  }

  private Optional<Method> method() {
    Optional<String> word = text("method");
    Optional<Method> method = word.flatMap(Method::byWord);
    if (word.isPresent() && method.isEmpty()) {
      complain("method \"" + word.get() + "\" (expected one of " + Method.words() + ")");
    }
    return method;
  }

  private Persistence persist() {
    Optional<String> word = text("persist");
    Optional<Persistence> way = word.flatMap(Persistence::byWord);
    if (word.isPresent() && way.isEmpty()) {
      complain("persist \"" + word.get() + "\" (expected one of " + Persistence.words() + ")");
    }
    return way.orElse(Persistence.AUTO);
  }

  private Optional<String> device() {
    Optional<String> value = text("interface");
    try {
      return value.map(Values::device);
    } catch (IllegalArgumentException e) {
      complain(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<InetAddress> address(String key) {
    Optional<String> value = text(key);
    Optional<InetAddress> address = value.flatMap(SettingDecoder::literal);
    if (value.isPresent() && address.isEmpty()) {
      complain(key + " \"" + value.get() + "\" is not an IP address");
    }
    return address;
  }

  private List<InetAddress> vips() {
    List<InetAddress> out = new ArrayList<>();
    for (String word : text("vips").orElse("").split("[,\\s]+")) {
      if (!word.isEmpty()) {
        literal(word)
            .ifPresentOrElse(
                out::add, () -> complain("vips: \"" + word + "\" is not an IP address"));
      }
    }
    return out;
  }

  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(Values.address(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void complain(@Nullable String text) {
    complaints.add(place + ": " + text);
  }
}
