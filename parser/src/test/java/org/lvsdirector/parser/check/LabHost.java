package org.lvsdirector.parser.check;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.io.SystemEnvironment;

/** This host with the interfaces of a laboratory, and without a name server. */
public final class LabHost implements Environment {
  private final SystemEnvironment host = new SystemEnvironment();
  private final Predicate<String> interfaces;
  private final Set<String> absent;
  private final boolean anyKind;

  /**
   * A host.
   *
   * @param interfaces which interfaces it has
   * @param absent programs that it shall not have
   * @param anyKind whether its interfaces are of whatever kind is asked for, or plain
   */
  public LabHost(Predicate<String> interfaces, Set<String> absent, boolean anyKind) {
    this.anyKind = anyKind;
    this.interfaces = interfaces;
    this.absent = absent;
  }

  @Override
  public String hostName() {
    return "localhost";
  }

  @Override
  public boolean interfaceExists(String name) {
    return interfaces.test(name);
  }

  @Override
  public boolean interfaceIs(String name, LinkKind kind) {
    return anyKind;
  }

  @Override
  public boolean namespaceExists(String name) {
    return false;
  }

  @Override
  public List<LocalAddress> localAddresses() {
    return List.of();
  }

  @Override
  public Optional<Account> user(String name) {
    return host.user(name);
  }

  @Override
  public OptionalInt group(String name) {
    return host.group(name);
  }

  @Override
  public Account self() {
    return host.self();
  }

  @Override
  public Optional<InetAddress> resolve(String name) {
    try {
      return Optional.of(InetAddress.ofLiteral(name.equals("localhost") ? "127.0.0.1" : name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public ScriptFacts script(String command, Account account) {
    return absent.contains(command)
        ? new ScriptFacts(ScriptFacts.Verdict.NOT_FOUND, command, command, "it is not there")
        : host.script(command, account);
  }

  @Override
  public OptionalLong routingName(RoutingTable table, String name, List<String> directories) {
    return host.routingName(table, name, directories);
  }

  @Override
  public int processors() {
    return host.processors();
  }

  @Override
  public Optional<SecretFile> secretFile(String path) {
    return host.secretFile(path);
  }

  @Override
  public boolean watchable(String directory) {
    return host.watchable(directory);
  }
}
