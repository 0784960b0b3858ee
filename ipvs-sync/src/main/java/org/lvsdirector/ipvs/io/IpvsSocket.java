package org.lvsdirector.ipvs.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lvsdirector.ipvs.codec.IpvsMessages;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.linux.io.Errno;
import org.lvsdirector.linux.io.GenericNetlink;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.linux.io.NetlinkSocket;
import org.lvsdirector.linux.io.NlReply;
import org.lvsdirector.linux.netlink.NlError;
import org.lvsdirector.linux.netlink.NlMessage;

/**
 * Carries payloads of the IPVS family over a netlink socket: questions, dumps, and changes by the
 * hundred in one datagram.
 */
final class IpvsSocket {
  private static final int RECEIVE_BUFFER = 8 * 1024 * 1024;

  private final GenericNetlink netlink;
  private int family;
  private int sequence = 0x4000_0000;

  private IpvsSocket(GenericNetlink netlink) {
    this.netlink = netlink;
  }

  /** Opens a socket in the namespace of the calling thread. */
  static IpvsSocket open() throws LinuxException {
    GenericNetlink netlink = GenericNetlink.open();
    IpvsSocket socket = new IpvsSocket(netlink);
    try {
      // Room for a refusal of every change in a datagram, and for the largest part of a dump.
      netlink.socket().receiveBuffer(RECEIVE_BUFFER, true);
      socket.resolve();
      return socket;
    } catch (LinuxException e) {
      netlink.close();
      throw e;
    }
  }

  /** Looks up the family's number; asking makes the kernel load the module where it can. */
  void resolve() throws LinuxException {
    try {
      family = netlink.resolve(IpvsMessages.FAMILY);
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        throw new LinuxException(
            "open IPVS",
            "",
            Errno.ENOENT,
            Optional.of(
                "IPVS is not in this kernel: run modprobe ip_vs, or boot a kernel built with CONFIG_IP_VS"));
      }
      throw e;
    }
  }

  /** One question with its answers. */
  List<NlMessage> ask(byte[] payload, String what) throws LinuxException {
    return netlink.exchange(request(payload)).orThrow(what, "").messages();
  }

  /** One command without answer. */
  void command(byte[] payload, String what) throws LinuxException {
    NlReply _ = netlink.exchange(request(payload)).orThrow(what, "");
  }

  /** Many questions of at most one answer each, in their order; the given errno is no answer. */
  List<Optional<NlMessage>> askEach(List<byte[]> payloads, Errno none) throws LinuxException {
    List<Optional<NlMessage>> answers = new ArrayList<>(payloads.size());
    for (NlReply reply : netlink.exchange(payloads.stream().map(this::request).toList())) {
      if (reply.failure().filter(none::equals).isPresent()) {
        answers.add(Optional.empty());
      } else {
        answers.add(reply.orThrow("read IPVS service", "").messages().stream().findFirst());
      }
    }
    return answers;
  }

  /** All parts of a table. */
  List<NlMessage> dump(byte[] payload, String what) throws LinuxException {
    return netlink.dump(request(payload), what);
  }

  /**
   * Sends the changes and collects the refusals. While the kernel works on a datagram, another
   * thread writes the next one.
   */
  List<ChangeFailure> apply(List<IpvsChange> changes) throws LinuxException {
    List<ChangeFailure> failures = new ArrayList<>();
    ChangeWriter writer = new ChangeWriter(changes, family, sequence);
    sequence += changes.size();
    for (Optional<ChangeWriter.Datagram> datagram = writer.next(); datagram.isPresent(); ) {
      CompletableFuture<Optional<ChangeWriter.Datagram>> following =
          writer.isDone()
              ? CompletableFuture.completedFuture(Optional.empty())
              : CompletableFuture.supplyAsync(writer::next, Thread::startVirtualThread);
      deliver(datagram.get(), failures);
      datagram = following.join();
    }
    return failures;
  }

  void close() {
    netlink.close();
  }

  private NlMessage request(byte[] payload) {
    return NlMessage.request(family, 0, payload);
  }

  private void deliver(ChangeWriter.Datagram datagram, List<ChangeFailure> failures)
      throws LinuxException {
    NetlinkSocket socket = netlink.socket();
    socket.send(datagram.bytes);
    List<IpvsChange> sent = datagram.changes;
    boolean done = false;
    while (!done) {
      for (NlMessage message : socket.receive()) {
        Optional<NlError> answer = NlError.decode(message).toOptional();
        int index = message.sequence() - datagram.firstSequence;
        if (answer.isEmpty() || index < 0 || index >= sent.size()) {
          continue;
        }
        if (!answer.get().isSuccess()) {
          failures.add(new ChangeFailure(sent.get(index), new Errno(answer.get().code())));
        }
        done |= index == sent.size() - 1;
      }
    }
  }
}
