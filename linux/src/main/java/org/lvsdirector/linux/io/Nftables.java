package org.lvsdirector.linux.io;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.netlink.NftMessages;
import org.lvsdirector.linux.netlink.NlError;
import org.lvsdirector.linux.netlink.NlMessage;

/** Sends firewall transactions to nf_tables of one network namespace (CAP_NET_ADMIN). */
public final class Nftables implements Pollable {

  private static final int FIRST_SEQUENCE = 1000;

  private final NetlinkSocket socket;

  private Nftables(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the namespace of the calling thread. */
  public static Nftables open() throws LinuxException {
    return new Nftables(NetlinkSocket.open(NetlinkSocket.NETFILTER));
  }

  /** Opens a socket in a named network namespace. */
  public static Nftables open(String namespace) throws LinuxException {
    return new Nftables(NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace));
  }

  @Override
  public Fd fd() {
    return socket.fd();
  }

  /**
   * Carries out a transaction: all of it, or on an exception none. The kernel wants it in one
   * datagram, so some thousand elements are the limit; split larger ones.
   */
  public synchronized void commit(NftMessages transaction, String what) throws LinuxException {
    if (transaction.isEmpty()) {
      return;
    }
    ByteArrayOutputStream datagram = new ByteArrayOutputStream();
    int sequence = FIRST_SEQUENCE;
    Set<Integer> awaited = new HashSet<>();
    for (NlMessage message : transaction.messages()) {
      if (message.hasFlags(NlMessage.F_ACK)) {
        awaited.add(sequence);
      }
      datagram.writeBytes(message.withSequence(sequence++).encode());
    }
    socket.send(datagram.toByteArray());
    Optional<NlError> failure = Optional.empty();
    while (!awaited.isEmpty()) {
      for (NlMessage message : socket.receive()) {
        Optional<NlError> result = NlError.decode(message).toOptional();
        if (result.isEmpty()) {
          continue;
        }
        boolean known = awaited.remove(message.sequence());
        if (!result.get().isSuccess() && failure.isEmpty()) {
          failure = result;
        }
        // A refusal of the batch as a whole comes under the number of its first message, alone.
        if (!known && !result.get().isSuccess()) {
          awaited.clear();
        }
      }
    }
    if (failure.isPresent()) {
      NlReply _ = new NlReply(List.of(), failure).orThrow("change nftables", what);
    }
  }

  /** True if there is such a table. */
  public boolean hasTable(int family, String name) throws LinuxException {
    return socket.dump(NftMessages.dumpTables(family), "nftables tables").stream()
        .anyMatch(answer -> NftMessages.tableName(answer).filter(name::equals).isPresent());
  }

  /** The keys of a set or map, with interval ends. ENOENT if table or set are missing. */
  public List<byte[]> elements(int family, String table, String set) throws LinuxException {
    return socket.dump(NftMessages.dumpElements(family, table, set), "nftables set " + set).stream()
        .flatMap(answer -> NftMessages.elementKeys(answer).stream())
        .toList();
  }
}
