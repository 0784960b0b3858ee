package org.lvsdirector.daemon.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * {@code genhash}: fetches a page as HTTP_GET and SSL_GET do and prints the digest to put into the
 * configuration (keepalived reference, LVS 31). Nothing but a wrong command line makes the exit
 * status other than 0, as keepalived has it.
 */
final class Genhash {
  private static final String USAGE =
      """
      Usage: genhash -s ADDRESS -p PORT -u URL [-S] [-I] [-V HOST] [-P 1.0|1.0c|1.1] [-t SECONDS] [-v]
        -s, --server ADDRESS         the server's address
        -p, --port PORT              its port
        -u, --url URL                the path of the page
        -S, --use-ssl                use TLS
        -I, --use-sni                send the host of -V as server name
        -V, --use-virtualhost HOST   value of the Host header
        -P, --protocol VERSION       HTTP version, default 1.0
        -t, --timeout SECONDS        give up after so long
        -v, --verbose                print the answer as well
      """;
  private static final Map<String, String> LONG =
      Map.ofEntries(
          Map.entry("--server", "-s"),
          Map.entry("--port", "-p"),
          Map.entry("--url", "-u"),
          Map.entry("--use-ssl", "-S"),
          Map.entry("--use-sni", "-I"),
          Map.entry("--use-virtualhost", "-V"),
          Map.entry("--protocol", "-P"),
          Map.entry("--timeout", "-t"),
          Map.entry("--verbose", "-v"),
          Map.entry("--fwmark", "-m"),
          Map.entry("--help", "-h"));
  private static final List<String> FLAGS = List.of("-S", "-I", "-v", "-h");

  private final Map<String, String> options;

  private Genhash(Map<String, String> options) {
    this.options = options;
  }

  /** Prints the digest. */
  public static void main(String[] arguments) {
    Map<String, String> options = parse(List.of(arguments));
    boolean complete =
        options.keySet().containsAll(List.of("-s", "-p", "-u")) && !options.containsKey("-h");
    if (!complete) {
      System.err.print(USAGE);
      Runtime.getRuntime().halt(1);
    }
    try {
      System.out.println(new Genhash(options).digest());
    } catch (IOException | GeneralSecurityException e) {
      System.out.println(e.getMessage());
    }
    System.out.flush();
  }

  /** Options by letter; empty where something is wrong. */
  private static Map<String, String> parse(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String option = LONG.getOrDefault(arguments.get(i), arguments.get(i));
      if (FLAGS.contains(option)) {
        options.put(option, "");
      } else if (LONG.containsValue(option) && i + 1 < arguments.size()) {
        options.put(option, arguments.get(++i));
      } else {
        return Map.of();
      }
    }
    return options;
  }

  private String digest() throws IOException, GeneralSecurityException {
    byte[] answer = fetch();
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no complete header in " + answer.length + " bytes of answer");
    }
    String head = text.substring(0, end + 2);
    int from = end + 4;
    int length = Math.min(contentLength(head), answer.length - from);
    if (options.containsKey("-v")) {
      System.out.print(head + "\n" + text.substring(from));
    }
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(answer, from, length);
    return HexFormat.of().formatHex(md5.digest());
  }

  private static int contentLength(String head) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")
          && line.substring(15).strip().matches("\\d{1,9}")) {
        return Integer.parseInt(line.substring(15).strip());
      }
    }
    return Integer.MAX_VALUE;
  }

  private byte[] fetch() throws IOException, GeneralSecurityException {
    InetAddress address = InetAddress.ofLiteral(options.getOrDefault("-s", ""));
    int port = Integer.parseInt(options.getOrDefault("-p", "0"));
    int millis =
        options.containsKey("-t") ? Integer.parseInt(options.getOrDefault("-t", "0")) * 1000 : 0;
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port), millis);
      plain.setSoTimeout(millis);
      Socket socket = options.containsKey("-S") ? secured(plain, address, port) : plain;
      socket.getOutputStream().write(request(address, port).getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toByteArray();
    }
  }

  private String request(InetAddress address, int port) {
    String version = options.getOrDefault("-P", "1.0").toLowerCase(Locale.ROOT);
    String literal = address.getHostAddress();
    String host =
        options.getOrDefault(
            "-V", (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port);
    return "GET "
        + options.get("-u")
        + " HTTP/1."
        + (version.equals("1.1") ? 1 : 0)
        + "\r\nUser-Agent: KeepAliveClient\r\n"
        + (version.equals("1.0") ? "" : "Connection: close\r\n")
        + "Host: "
        + host
        + "\r\n\r\n";
  }

  /** TLS without looking at the certificate, as the checks have it. */
  private Socket secured(Socket plain, InetAddress address, int port)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, address.getHostAddress(), port, true);
    String name = options.get("-V");
    if (options.containsKey("-I") && name != null) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  /** Trusts everybody: the digest tells whether the right page came. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
