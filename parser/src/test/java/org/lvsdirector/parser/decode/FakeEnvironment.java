package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.model.Octets;

/**
 * A host made of values: interfaces eth0 and eth1, users root and nobody, and scripts below /good.
 */
public final class FakeEnvironment implements Environment {
  public final Set<String> interfaces = new HashSet<>(Set.of("lo", "eth0", "eth1"));
  public final Map<String, ScriptFacts.Verdict> scripts = new HashMap<>();
  public final Map<String, Account> users =
      new HashMap<>(Map.of("root", new Account(0, 0), "nobody", new Account(65534, 65534)));
  public final List<LocalAddress> addresses = new ArrayList<>();
  public String host = "director.example.org";
  public final Map<String, SecretFile> secrets = new HashMap<>();

  @Override
  public String hostName() {
    return host;
  }

  @Override
  public boolean interfaceExists(String name) {
    return interfaces.contains(name);
  }

  /** eth1 is a narrow one. */
  @Override
  public int mtu(String interfaceName) {
    return interfaceName.equals("eth1") ? 800 : 1500;
  }

  @Override
  public boolean interfaceIs(String name, LinkKind kind) {
    return false;
  }

  @Override
  public boolean namespaceExists(String name) {
    return name.equals("blue");
  }

  @Override
  public List<LocalAddress> localAddresses() {
    return addresses;
  }

  @Override
  public Optional<Account> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public OptionalInt group(String name) {
    return name.equals("ops") ? OptionalInt.of(100) : OptionalInt.empty();
  }

  @Override
  public Account self() {
    return new Account(0, 0);
  }

  @Override
  public Optional<InetAddress> resolve(String host) {
    return host.equals("mail.example.org")
        ? Optional.of(InetAddress.ofLiteral("192.0.2.25"))
        : Optional.empty();
  }

  @Override
  public ScriptFacts script(String command, Account account) {
    boolean good = command.startsWith("/good");
    ScriptFacts.Verdict verdict =
        scripts.getOrDefault(
            command, good ? ScriptFacts.Verdict.GOOD : ScriptFacts.Verdict.NOT_FOUND);
    String detail = verdict == ScriptFacts.Verdict.GOOD ? "" : "as the test wants it";
    return new ScriptFacts(verdict, command, command, detail);
  }

  @Override
  public OptionalLong routingName(RoutingTable table, String name, List<String> directories) {
    return table == RoutingTable.TABLES && name.equals("blue")
        ? OptionalLong.of(100)
        : OptionalLong.empty();
  }

  @Override
  public int processors() {
    return 2;
  }

  @Override
  public Optional<SecretFile> secretFile(String path) {
    return Optional.ofNullable(secrets.get(path));
  }

  @Override
  public boolean watchable(String directory) {
    return directory.equals("/run") || directory.equals("/etc/keepalived");
  }

  /** A secret of that many octets. */
  public static SecretFile secret(int length, boolean exposed) {
    return new SecretFile(Octets.of(new byte[length]), exposed);
  }
}
