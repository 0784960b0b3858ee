package org.lvsdirector.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects changes of the firewall that take effect together or not at all
 * (linux/netfilter/nf_tables.h). Build one, then hand {@link #messages} to {@code
 * linux.io.Nftables}.
 */
public final class NftMessages {

  /** Families of tables. */
  public static final int FAMILY_IPV4 = 2;

  public static final int FAMILY_NETDEV = 5;
  public static final int FAMILY_IPV6 = 10;

  /** Hooks of the IP families. */
  public static final int HOOK_PREROUTING = 0;

  public static final int HOOK_INPUT = 1;
  public static final int HOOK_FORWARD = 2;
  public static final int HOOK_OUTPUT = 3;

  private static final int SUBSYSTEM = 10;
  private static final int BATCH_BEGIN = 16;
  private static final int BATCH_END = 17;
  private static final int NEWTABLE = 0;
  private static final int GETTABLE = 1;
  private static final int DELTABLE = 2;
  private static final int NEWCHAIN = 3;
  private static final int DELCHAIN = 5;
  private static final int NEWRULE = 6;
  private static final int DELRULE = 8;
  private static final int NEWSET = 9;
  private static final int DELSET = 11;
  private static final int NEWSETELEM = 12;
  private static final int GETSETELEM = 13;
  private static final int DELSETELEM = 14;
  private static final int SET_INTERVAL = 4;
  private static final int SET_MAP = 8;
  private static final int SET_CONCAT = 0x80;
  private static final long DATA_VERDICT_TYPE = 0xffff_ff00L;

  private final int family;
  private final List<NlMessage> changes = new ArrayList<>();
  private int setId = 1;

  /** Starts a transaction on tables of one family. */
  public NftMessages(int family) {
    this.family = family;
  }

  private NftMessages add(int command, int flags, NlAttributesBuilder attributes) {
    changes.add(message(command, flags | NlMessage.F_ACK, family, attributes));
    return this;
  }

  private static NlMessage message(
      int command, int flags, int family, NlAttributesBuilder attributes) {
    byte[] nfgenmsg = {(byte) family, 0, 0, 0};
    return NlMessage.request(SUBSYSTEM << 8 | command, flags, attributes.encodeBehind(nfgenmsg));
  }

  /** Makes a table, or keeps the one that is there. */
  public NftMessages table(String name) {
    return add(NEWTABLE, NlMessage.F_CREATE, NlAttributes.builder().string(1, name));
  }

  /** Removes a table with all it holds; ENOENT if it is not there. */
  public NftMessages deleteTable(String name) {
    return add(DELTABLE, 0, NlAttributes.builder().string(1, name));
  }

  /** Removes a table whether it is there or not: makes it first, which never fails. */
  public NftMessages purgeTable(String name) {
    return table(name).deleteTable(name);
  }

  /**
   * Where a base chain hangs.
   *
   * @param hook {@code HOOK_} number
   * @param priority smaller is earlier; keepalived uses -1
   * @param accept the policy: accept, else drop
   */
  public record Hook(int hook, int priority, boolean accept) {}

  /** Makes a base chain of type filter. */
  public NftMessages baseChain(String table, String name, Hook hook) {
    NlAttributesBuilder where =
        NlAttributes.builder().u32be(1, hook.hook()).u32be(2, hook.priority());
    return add(
        NEWCHAIN,
        NlMessage.F_CREATE,
        NlAttributes.builder()
            .string(1, table)
            .string(3, name)
            .nested(4, where)
            .u32be(5, hook.accept() ? 1 : 0)
            .string(7, "filter"));
  }

  /** Makes a chain that others jump to. */
  public NftMessages chain(String table, String name) {
    return add(
        NEWCHAIN, NlMessage.F_CREATE, NlAttributes.builder().string(1, table).string(3, name));
  }

  /** Removes a chain, which nothing may refer to. */
  public NftMessages deleteChain(String table, String name) {
    return add(DELCHAIN, 0, NlAttributes.builder().string(1, table).string(3, name));
  }

  /** Removes all rules of a chain. */
  public NftMessages flushChain(String table, String name) {
    return add(DELRULE, 0, NlAttributes.builder().string(1, table).string(2, name));
  }

  /** Appends a rule. */
  public NftMessages rule(String table, String chain, List<NftExpression> steps) {
    NlAttributesBuilder list = NlAttributes.builder();
    steps.forEach(step -> list.nested(1, step.element()));
    return add(
        NEWRULE,
        NlMessage.F_CREATE | NlMessage.F_APPEND,
        NlAttributes.builder().string(1, table).string(2, chain).nested(4, list));
  }

  /** Makes a set or map. */
  public NftMessages set(String table, NftSet set) {
    boolean concatenated = set.key().size() > 1;
    boolean ranges = set.intervals() && concatenated;
    int flags = (set.intervals() ? SET_INTERVAL : 0) | (ranges ? SET_CONCAT : 0);
    flags |= set.value().isPresent() ? SET_MAP : 0;
    NlAttributesBuilder out = NlAttributes.builder().string(1, table).string(2, set.name());
    out.u32be(3, flags).u32be(4, set.keyType()).u32be(5, set.keyLength());
    set.value().ifPresent(value -> data(out, value));
    // The field lengths let the kernel pick the set type that can hold ranges of concatenations.
    if (ranges) {
      NlAttributesBuilder fields = NlAttributes.builder();
      set.key().forEach(f -> fields.nested(1, NlAttributes.builder().u32be(1, f.length())));
      out.nested(9, NlAttributes.builder().nested(2, fields));
    }
    out.u32be(10, setId++).bytes(13, byteOrders(set));
    return add(NEWSET, NlMessage.F_CREATE, out);
  }

  /**
   * For nft(8) alone, which else prints host order numbers swapped: type, length, 1 host or 2
   * network.
   */
  private static byte[] byteOrders(NftSet set) {
    boolean hostKey = set.key().size() == 1 && set.key().getFirst().isHostOrder();
    boolean hostData = set.value().filter(NftType::isHostOrder).isPresent();
    ByteBuffer out = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
    out.put((byte) 0).put((byte) 4).putInt(hostKey ? 1 : 2);
    return out.put((byte) 1).put((byte) 4).putInt(hostData ? 1 : 2).array();
  }

  private static void data(NlAttributesBuilder out, NftType value) {
    if (value == NftType.VERDICT) {
      out.u32be(6, DATA_VERDICT_TYPE);
    } else {
      out.u32be(6, value.number()).u32be(7, value.length());
    }
  }

  /** Removes a set that no rule uses any more. */
  public NftMessages deleteSet(String table, String set) {
    return add(DELSET, 0, NlAttributes.builder().string(1, table).string(2, set));
  }

  /** Puts elements into a set; one that is there already is kept. */
  public NftMessages addElements(String table, String set, List<NftElement> elements) {
    return elements(NEWSETELEM, NlMessage.F_CREATE, table, set, elements);
  }

  /** Takes elements out; ENOENT, and nothing done, if one is not there. */
  public NftMessages deleteElements(String table, String set, List<NftElement> elements) {
    return elements(DELSETELEM, 0, table, set, elements);
  }

  /** Takes all elements out. */
  public NftMessages flushSet(String table, String set) {
    return add(DELSETELEM, 0, NlAttributes.builder().string(1, table).string(2, set));
  }

  /** Elements per message: with IPv6 ranges some 100 bytes each, far below the 64 KiB of a list. */
  private static final int ELEMENTS = 256;

  private NftMessages elements(
      int command, int flags, String table, String set, List<NftElement> all) {
    for (int at = 0; at < all.size(); at += ELEMENTS) {
      NlAttributesBuilder list = NlAttributes.builder();
      all.subList(at, Math.min(all.size(), at + ELEMENTS))
          .forEach(element -> list.nested(1, element.element()));
      NftMessages _ =
          add(
              command,
              flags,
              NlAttributes.builder().string(1, table).string(2, set).nested(3, list));
    }
    return this;
  }

  /** True if there is nothing to do. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes between the marks that make them one transaction. */
  public List<NlMessage> messages() {
    List<NlMessage> all = new ArrayList<>(changes.size() + 2);
    all.add(mark(BATCH_BEGIN));
    all.addAll(changes);
    all.add(mark(BATCH_END));
    return List.copyOf(all);
  }

  private static NlMessage mark(int type) {
    // struct nfgenmsg: family 0, version 0, resource id in network order = the subsystem.
    return NlMessage.request(type, 0, new byte[] {0, 0, 0, SUBSYSTEM});
  }

  /** Asks for the tables of a family. */
  public static NlMessage dumpTables(int family) {
    return message(GETTABLE, NlMessage.F_DUMP, family, NlAttributes.builder());
  }

  /** The name of a table in an answer to {@link #dumpTables}. */
  public static Optional<String> tableName(NlMessage answer) {
    return NlAttributes.parse(answer.payload(), 4).toOptional().flatMap(all -> all.string(1));
  }

  /** Asks for the elements of a set. */
  public static NlMessage dumpElements(int family, String table, String set) {
    return message(
        GETSETELEM,
        NlMessage.F_DUMP,
        family,
        NlAttributes.builder().string(1, table).string(2, set));
  }

  /** The keys in an answer to {@link #dumpElements}, in the kernel's order. */
  public static List<byte[]> elementKeys(NlMessage answer) {
    List<byte[]> keys = new ArrayList<>();
    NlAttributes all =
        NlAttributes.parse(answer.payload(), 4).toOptional().orElse(NlAttributes.empty());
    for (NlAttributes.Attribute element : all.nested(3).orElse(NlAttributes.empty()).all()) {
      element
          .nested()
          .toOptional()
          .flatMap(inside -> inside.nested(1))
          .flatMap(key -> key.bytes(1))
          .ifPresent(keys::add);
    }
    return keys;
  }
}
