package org.lvsdirector.parser.reading;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.source.SourceLoader;

/**
 * One thing a reading wants to know. Equal questions have equal answers within one reading.
 *
 * @param <A> what the answer is
 */
sealed interface Question<A> {
  /** Puts it to whom it concerns. */
  A put(SourceLoader files, Environment host);

  /** Whether two answers lead to the same configuration. */
  default boolean same(A before, A now) {
    return before.equals(now);
  }

  /** Whether it is known, without putting it, that the answer is still that one. */
  default boolean isStill(A before, SourceLoader files) {
    return false;
  }

  record WorkingDirectory() implements Question<String> {
    @Override
    public String put(SourceLoader files, Environment host) {
      return files.workingDirectory();
    }
  }

  record Load(String path) implements Question<SourceLoader.Loaded> {
    @Override
    public SourceLoader.Loaded put(SourceLoader files, Environment host) {
      return files.load(path);
    }

    @Override
    public boolean isStill(SourceLoader.Loaded before, SourceLoader files) {
      return files.isStill(path, before);
    }
  }

  record Expand(String directory, String pattern) implements Question<SourceLoader.Matches> {
    @Override
    public SourceLoader.Matches put(SourceLoader files, Environment host) {
      return files.expand(directory, pattern);
    }
  }

  record HostName() implements Question<String> {
    @Override
    public String put(SourceLoader files, Environment host) {
      return host.hostName();
    }
  }

  record InterfaceExists(String name) implements Question<Boolean> {
    @Override
    public Boolean put(SourceLoader files, Environment host) {
      return host.interfaceExists(name);
    }
  }

  record Mtu(String interfaceName) implements Question<Integer> {
    @Override
    public Integer put(SourceLoader files, Environment host) {
      return host.mtu(interfaceName);
    }
  }

  record InterfaceIs(String name, Environment.LinkKind kind) implements Question<Boolean> {
    @Override
    public Boolean put(SourceLoader files, Environment host) {
      return host.interfaceIs(name, kind);
    }
  }

  record NamespaceExists(String name) implements Question<Boolean> {
    @Override
    public Boolean put(SourceLoader files, Environment host) {
      return host.namespaceExists(name);
    }
  }

  record LocalAddresses() implements Question<List<Environment.LocalAddress>> {
    @Override
    public List<Environment.LocalAddress> put(SourceLoader files, Environment host) {
      return List.copyOf(host.localAddresses());
    }
  }

  record User(String name) implements Question<Optional<Environment.Account>> {
    @Override
    public Optional<Environment.Account> put(SourceLoader files, Environment host) {
      return host.user(name);
    }
  }

  record Group(String name) implements Question<OptionalInt> {
    @Override
    public OptionalInt put(SourceLoader files, Environment host) {
      return host.group(name);
    }
  }

  record Self() implements Question<Environment.Account> {
    @Override
    public Environment.Account put(SourceLoader files, Environment host) {
      return host.self();
    }
  }

  record Resolve(String name) implements Question<Optional<InetAddress>> {
    @Override
    public Optional<InetAddress> put(SourceLoader files, Environment host) {
      return host.resolve(name);
    }

    /** To Java an address is the same whatever interface it is of. */
    @Override
    public boolean same(Optional<InetAddress> before, Optional<InetAddress> now) {
      return before.equals(now) && before.map(Resolve::scope).equals(now.map(Resolve::scope));
    }

    private static int scope(InetAddress address) {
      return address instanceof Inet6Address six ? six.getScopeId() : 0;
    }
  }

  record Script(String command, Environment.Account account)
      implements Question<Environment.ScriptFacts> {
    @Override
    public Environment.ScriptFacts put(SourceLoader files, Environment host) {
      return host.script(command, account);
    }
  }

  record RoutingName(Environment.RoutingTable table, String name, List<String> directories)
      implements Question<OptionalLong> {
    public RoutingName {
      directories = List.copyOf(directories);
    }

    @Override
    public OptionalLong put(SourceLoader files, Environment host) {
      return host.routingName(table, name, directories);
    }
  }

  record Processors() implements Question<Integer> {
    @Override
    public Integer put(SourceLoader files, Environment host) {
      return host.processors();
    }
  }

  record Secret(String path) implements Question<Optional<Environment.SecretFile>> {
    @Override
    public Optional<Environment.SecretFile> put(SourceLoader files, Environment host) {
      return host.secretFile(path);
    }
  }

  record Watchable(String directory) implements Question<Boolean> {
    @Override
    public Boolean put(SourceLoader files, Environment host) {
      return host.watchable(directory);
    }
  }
}
