package org.lvsdirector.parser.decode;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.parser.keyword.Keyword;
import org.lvsdirector.parser.model.AddressFamily;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.syntax.Statement;

/**
 * Reads bfd_instance blocks: checked, so that references to them resolve; sessions are not run yet.
 */
final class BfdDecoder extends BlockDecoder {
  private static final int NAME_LENGTH = 31;
  private static final long MAX_MICROS = 4_294_967_000L;
  private static final Range OCTET = Range.of(1, 255);

  private final String name;
  private @Nullable InetAddress neighbor;
  private @Nullable InetAddress source;
  private Duration minRx = Duration.ofMillis(10);
  private Duration minTx = Duration.ofMillis(10);
  private Duration idleTx = Duration.ofSeconds(1);
  private int multiplier = 5;
  private boolean passive;
  private OptionalInt ttl = OptionalInt.empty();
  private OptionalInt maxHops = OptionalInt.of(0);
  private boolean multihop;
  private int weight;
  private boolean reverse;
  private boolean vrrp;
  private boolean checker;

  private BfdDecoder(Decoding out, String name) {
    super(out, "bfd_instance");
    this.name = name;
  }

  static List<BfdInstance> decode(Decoding out, List<Statement> statements) {
    var instances = new NamedList<BfdInstance>(BfdInstance::name);
    for (Statement s : statements) {
      if (s.keyword().text().equals("bfd_instance")) {
        decode(out, s, instances).ifPresent(instances::add);
      }
    }
    return instances;
  }

  private static Optional<BfdInstance> decode(
      Decoding out, Statement s, NamedList<BfdInstance> before) {
    if (s.args().isEmpty()) {
      out.missingParameter(s.range(), "bfd_instance needs a name");
      return Optional.empty();
    }
    out.admit(s, Objects.requireNonNull(out.level(Keyword.ROOT).get("bfd_instance")), "");
    String name = text(s, 0);
    boolean twice = before.has(name);
    if (name.length() > NAME_LENGTH || twice) {
      out.error(
          s.range(),
          "bfd_instance "
              + name
              + (twice ? " is defined already" : " has a name longer than 31 characters")
              + ", block ignored");
      return Optional.empty();
    }
    var decoder = new BfdDecoder(out, name);
    decoder.decode(s.children());
    return decoder.finished(s);
  }

  @Override
  String where() {
    return " in bfd_instance " + name;
  }

  @Override
  void statement(Statement s) {
    switch (s.keyword().text()) {
      case "source_ip" -> source = address(s, 0).orElse(source);
      case "neighbor_ip", "neighbour_ip" -> neighbor = address(s, 0).orElse(neighbor);
      case "min_rx" -> interval(s, 1).ifPresent(v -> minRx = v);
      case "min_tx" -> interval(s, 1).ifPresent(v -> minTx = v);
      case "idle_tx" -> interval(s, 1000).ifPresent(v -> idleTx = v);
      case "multiplier" -> integer(s, 0, OCTET).ifPresent(v -> multiplier = (int) v);
      case "passive" -> passive = true;
      case "ttl", "hoplimit" -> integer(s, 0, OCTET).ifPresent(v -> ttl = OptionalInt.of((int) v));
      case "max_hops" ->
          integer(s, 0, Range.of(-1, 255))
              .ifPresent(
                  v -> maxHops = v < 0 || v == 255 ? OptionalInt.empty() : OptionalInt.of((int) v));
      case "multihop" -> bool(s).ifPresent(v -> multihop = v);
      case "weight" -> {
        integer(s, 0, Range.of(-253, 253)).ifPresent(v -> weight = (int) v);
        reverse |= Weights.reverse(this, s);
      }
      case "vrrp" -> vrrp = true;
      case "checker" -> checker = true;
      default -> unhandled(s);
    }
  }

  /** Milliseconds with up to three decimals. */
  private Optional<Duration> interval(Statement s, long lowMillis) {
    return millis(s, 0, lowMillis * 1000, MAX_MICROS).map(d -> d.dividedBy(1000));
  }

  private Optional<BfdInstance> finished(Statement s) {
    if (neighbor == null) {
      out.error(s.range(), "no neighbor_ip" + where() + ", block ignored");
      return Optional.empty();
    }
    AddressFamily family = AddressFamily.of(neighbor);
    if (source != null && AddressFamily.of(source) != family) {
      out.error(s.range(), "source_ip and neighbor_ip are not of one family" + where());
      return Optional.empty();
    }
    boolean both = !vrrp && !checker;
    return Optional.of(
        new BfdInstance(
            name,
            neighbor,
            Optional.ofNullable(source),
            minRx,
            minTx,
            idleTx,
            multiplier,
            passive,
            ttl.orElse(family == AddressFamily.INET ? 255 : 64),
            maxHops,
            multihop,
            weight,
            reverse,
            vrrp || both,
            checker || both,
            s.range()));
  }
}
