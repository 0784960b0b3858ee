package org.lvsdirector.healthcheck.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.lvsdirector.linux.io.Fd;
import org.lvsdirector.linux.io.Poller;
import org.lvsdirector.linux.io.RawPacket;
import org.lvsdirector.linux.io.RawSocket;
import org.lvsdirector.linux.netlink.IpFamily;

/**
 * A server that answers its first, second … conversation as a list says, the last answer for ever,
 * and writes down what it was asked and when. Two programs that check it one after the other can be
 * compared.
 */
final class WirePeer implements Closeable {
  /** How one conversation is led. */
  interface Talk {
    /**
     * Reads what the checker says and answers it.
     *
     * @return what was read, as text
     */
    String hold(Socket socket, String answer) throws IOException;
  }

  /** A conversation as the checker led it, and when it began on this machine's steady clock. */
  record Said(String text, long nanos) {}

  private static final int ICMP = 1;
  private static final byte ECHO_REQUEST = 8;

  /** Stands for the port where there is none. */
  private static final int ECHO_PORT = 7;

  private final List<String> answers;
  private final List<Said> heard = new ArrayList<>();
  private final Closeable socket;
  private final int port;
  private boolean closed;

  private WirePeer(List<String> answers, Closeable socket, int port) {
    this.answers = List.copyOf(answers);
    this.socket = socket;
    this.port = port;
  }

  static WirePeer stream(ServerSocket listener, Talk talk, List<String> answers) {
    var peer = new WirePeer(answers, listener, listener.getLocalPort());
    Thread.ofPlatform().daemon().start(() -> peer.accept(listener, talk));
    return peer;
  }

  /** Answers of datagrams are hexadecimal; a first octet pair of DNS answers is the query's. */
  static WirePeer datagrams(boolean dns, List<String> answers) throws IOException {
    var bound = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var peer = new WirePeer(answers, bound, bound.getLocalPort());
    Thread.ofPlatform().daemon().start(() -> peer.receive(bound, dns));
    return peer;
  }

  /**
   * Answers echo requests in the kernel's place, which has to be kept from it ({@code
   * icmp_echo_ignore_all}); an empty answer is silence, any other a reply.
   */
  static WirePeer echoes(List<String> answers) throws IOException {
    RawSocket raw = RawSocket.open(IpFamily.IPV4, ICMP);
    var poller = new Poller();
    poller.add(raw);
    var peer = new WirePeer(answers, poller::wakeup, ECHO_PORT);
    Thread.ofPlatform().daemon().start(() -> peer.listen(raw, poller));
    return peer;
  }

  /**
   * Nobody speaks to it: it is told what it hears.
   *
   * @param reserved keeps a port for it
   */
  static WirePeer told(ServerSocket reserved, int length) {
    return new WirePeer(Collections.nCopies(length, ""), reserved, reserved.getLocalPort());
  }

  int port() {
    return port;
  }

  void hear(String text) {
    note(begin(), text);
  }

  /** What was heard so far. */
  synchronized List<Said> heard() {
    return List.copyOf(heard);
  }

  /** For the next program: the answers begin anew. */
  synchronized void forget() {
    heard.clear();
  }

  /** How many conversations have an answer of their own. */
  int length() {
    return answers.size();
  }

  private synchronized int begin() {
    heard.add(new Said("", System.nanoTime()));
    return heard.size() - 1;
  }

  private synchronized void note(int place, String text) {
    if (place < heard.size()) {
      heard.set(place, new Said(text, heard.get(place).nanos()));
    }
  }

  private String answer(int place) {
    return answers.get(Math.min(place, answers.size() - 1));
  }

  private void accept(ServerSocket listener, Talk talk) {
    while (!isClosed()) {
      try {
        Socket peer = listener.accept();
        int place = begin();
        Thread.ofPlatform().daemon().start(() -> serve(peer, place, talk));
      } catch (IOException e) {
        if (!isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket peer, int place, Talk talk) {
    try (peer) {
      note(place, talk.hold(peer, answer(place)));
    } catch (IOException e) {
      note(place, "cut off: " + e.getMessage());
    }
  }

  private void receive(DatagramSocket bound, boolean dns) {
    var buffer = new DatagramPacket(new byte[2048], 2048);
    while (!isClosed()) {
      try {
        bound.receive(buffer);
        int place = begin();
        byte[] asked = Arrays.copyOf(buffer.getData(), buffer.getLength());
        byte[] answer = HexFormat.of().parseHex(answer(place));
        if (dns && asked.length > 2) {
          System.arraycopy(asked, 0, answer, 0, 2);
          asked[0] = 0;
          asked[1] = 0;
        }
        note(place, HexFormat.of().formatHex(asked));
        if (answer.length > 0) {
          bound.send(new DatagramPacket(answer, answer.length, buffer.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void listen(RawSocket raw, Poller poller) {
    try (poller;
        Fd _ = raw.fd()) {
      while (!isClosed()) {
        poller.await(Duration.ofSeconds(1));
        Optional<RawPacket> packet = raw.receive();
        while (packet.isPresent()) {
          echo(raw, packet.get());
          packet = raw.receive();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 792: type, code, checksum, identifier, sequence number, data. */
  private void echo(RawSocket raw, RawPacket packet) throws IOException {
    byte[] message = packet.payload();
    if (message.length < 8 || message[0] != ECHO_REQUEST) {
      return;
    }
    int place = begin();
    byte[] asked = message.clone();
    // The kernel gives the identifier, and 2.2.7 counts on where 2.4.3 begins anew.
    Arrays.fill(asked, 2, 8, (byte) 0);
    note(place, HexFormat.of().formatHex(asked));
    if (!answer(place).isEmpty()) {
      message[0] = 0;
      // Taking 8 from the first octet adds 0x0800 to the one's complement (RFC 1624).
      int sum = (((message[2] & 0xff) << 8) | (message[3] & 0xff)) + (ECHO_REQUEST << 8);
      sum = (sum & 0xffff) + (sum >> 16);
      message[2] = (byte) (sum >> 8);
      message[3] = (byte) sum;
      raw.send(message, RawSocket.SendTo.unicast(packet.source()));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    socket.close();
  }

  /** Reads a request's head, with the name that TLS was asked for in front, and answers it. */
  static String http(Socket socket, String answer) throws IOException {
    String head = RawServer.head(socket);
    String name = "";
    if (socket instanceof SSLSocket tls) {
      var session = (ExtendedSSLSession) tls.getSession();
      name =
          session.getRequestedServerNames().isEmpty()
              ? "[no SNI]\n"
              : "[SNI "
                  + ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName()
                  + "]\n";
    }
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    return name + head;
  }

  /** Accepts; what the checker sends before it closes is all there is. */
  static String silence(Socket socket, String answer) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The answer's lines, one at the start and one after each line of the checker's. */
  static String smtp(Socket socket, String answer) throws IOException {
    var said = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (String line : answer.split(";", -1)) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      int octet = in.read();
      while (octet >= 0) {
        said.write(octet);
        if (octet == '\n') {
          break;
        }
        octet = in.read();
      }
      if (octet < 0) {
        break;
      }
    }
    return said.toString(StandardCharsets.ISO_8859_1);
  }

  /** The line a script says; the answer is what it shall exit with. */
  static String script(Socket socket, String answer) throws IOException {
    InputStream in = socket.getInputStream();
    var said = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      said.write(octet);
    }
    socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.ISO_8859_1));
    return said.toString(StandardCharsets.ISO_8859_1);
  }
}
