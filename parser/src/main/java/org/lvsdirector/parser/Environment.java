package org.lvsdirector.parser;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.Octets;

/**
 * What the meaning of a file depends on besides its text: interfaces, accounts, names, scripts of
 * this host. Decoding asks through this interface, so that it stays pure; {@code parser.io} has the
 * real answers, tests have theirs.
 */
public interface Environment {
  /** What an instance makes for itself, and takes over if it is there. */
  enum LinkKind {
    PRIVATE_MACVLAN("a private macvlan"),
    L2_IPVLAN("an l2 ipvlan");

    private final String described;

    LinkKind(String described) {
      this.described = described;
    }

    /** Words for messages. */
    public String described() {
      return described;
    }
  }

  /** The local host name, fully qualified if that can be found out. */
  String hostName();

  /** Whether an interface of that name exists in the daemon's network namespace. */
  boolean interfaceExists(String name);

  /** The largest packet of an interface in octets; that of Ethernet where nobody knows. */
  default int mtu(String interfaceName) {
    return 1500;
  }

  /** Whether the interface of that name is of that kind; true if that cannot be found out. */
  boolean interfaceIs(String name, LinkKind kind);

  /** Whether the network namespace /run/netns/NAME exists. */
  boolean namespaceExists(String name);

  /** Addresses of this host, for lints that compare addresses with networks; empty if unknown. */
  List<LocalAddress> localAddresses();

  /** The account of that name. */
  Optional<Account> user(String name);

  /** The id of the group of that name. */
  OptionalInt group(String name);

  /** The daemon's own identity. */
  Account self();

  /** The address of a host name or literal; may ask the resolver. */
  Optional<InetAddress> resolve(String host);

  /**
   * Examines a command the way keepalived does before it trusts it (keepalived reference, parser
   * 22.4 to 22.7).
   *
   * @param command path or bare name; a bare name is looked for in PATH
   * @param account identity it will run as
   */
  ScriptFacts script(String command, Account account);

  /**
   * The number of a name in the tables of iproute2, for instance of a routing table.
   *
   * @param table which table
   * @param name the name
   * @param directories directories of {@code iproute_etc_dir} and {@code iproute_usr_dir}; those of
   *     the host if empty
   */
  OptionalLong routingName(RoutingTable table, String name, List<String> directories);

  /** How many processors are online. */
  int processors();

  /**
   * Content of a small file that holds a secret, such as an HMAC key; empty if it cannot be read.
   */
  Optional<SecretFile> secretFile(String path);

  /**
   * Whether the directory exists and is of a file system on which changes of files can be watched.
   */
  boolean watchable(String directory);

  /**
   * An account.
   *
   * @param uid user id
   * @param gid primary group id
   */
  record Account(int uid, int gid) {}

  /**
   * An address of this host.
   *
   * @param interfaceName where it is
   * @param prefix address with prefix length
   */
  record LocalAddress(String interfaceName, IpPrefix prefix) {}

  /**
   * A file with a secret.
   *
   * @param content its octets, without trailing line ends
   * @param exposed group or others may read it
   */
  record SecretFile(Octets content, boolean exposed) {}

  /**
   * What was found out about a command.
   *
   * @param verdict what follows from it
   * @param path the configured path, or where the bare name was found in PATH
   * @param realPath the path with symbolic links resolved
   * @param detail reason, for people; empty if all is well
   */
  record ScriptFacts(Verdict verdict, String path, String realPath, String detail) {
    /** What follows. */
    public enum Verdict {
      /** It may run. */
      GOOD,
      /**
       * It runs as root though others than root may change it; runs unless enable_script_security
       * is set.
       */
      INSECURE,
      /** A component of its path is not what it should be, as a symbolic link; never runs. */
      WRONG_TYPE,
      /** The account may not execute it; never runs. */
      NOT_EXECUTABLE,
      /** It is not there; never runs. */
      NOT_FOUND
    }
  }

  /** Tables of names that iproute2 keeps. */
  enum RoutingTable {
    /** rt_tables. */
    TABLES,
    /** rt_protos. */
    PROTOCOLS,
    /** rt_scopes. */
    SCOPES,
    /** rt_realms. */
    REALMS,
    /** rt_dsfield. */
    DSFIELD,
    /** group. */
    GROUPS
  }
}
