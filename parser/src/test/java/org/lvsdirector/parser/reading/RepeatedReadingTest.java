package org.lvsdirector.parser.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.Environment.Account;
import org.lvsdirector.parser.Environment.LocalAddress;
import org.lvsdirector.parser.Environment.ScriptFacts;
import org.lvsdirector.parser.Environment.SecretFile;
import org.lvsdirector.parser.model.IpPrefix;
import org.lvsdirector.parser.model.Octets;
import org.lvsdirector.parser.source.SourceLoader;
import org.lvsdirector.parser.source.SourceLoader.Loaded;
import org.lvsdirector.parser.source.SourceLoader.Matches;
import org.lvsdirector.parser.source.SourceLoader.Reason;

class RepeatedReadingTest {
  private final Map<String, Object> says = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private int parsed;
  private final RepeatedReading<Object> reading =
      new RepeatedReading<>(
          () -> fake(SourceLoader.class), () -> fake(Environment.class), this::parse);

  /** One kind of question with two answers. */
  record Kind(Method method, List<Object> arguments, Object before, Object after) {
    @Override
    public String toString() {
      return method.getName();
    }
  }

  private static Stream<Kind> kinds() {
    return Stream.of(SourceLoader.class, Environment.class)
        .flatMap(type -> Stream.of(type.getMethods()))
        .filter(method -> !method.getName().equals("isStill")) // load, put in other words
        .map(RepeatedReadingTest::kind);
  }

  /** Fails for a method that nobody has thought of here. */
  private static Kind kind(Method method) {
    var root = new Account(0, 0);
    return switch (method.getName()) {
      case "workingDirectory" -> new Kind(method, List.of(), "/etc", "/");
      case "load" ->
          new Kind(
              method,
              List.of("/k.conf"),
              new Loaded.Text("/", "vrrp_instance A {"),
              new Loaded.Text("/", "vrrp_instance B {"));
      case "expand" ->
          new Kind(
              method,
              List.of("/", "*.conf"),
              new Matches(List.of("a.conf"), List.of(), true, false, false),
              new Matches(List.of("a.conf", "b.conf"), List.of(), true, false, false));
      case "hostName" -> new Kind(method, List.of(), "one", "two");
      case "interfaceExists", "namespaceExists", "watchable" ->
          new Kind(method, List.of("eth0"), true, false);
      case "mtu" -> new Kind(method, List.of("eth0"), 1500, 9000);
      case "interfaceIs" ->
          new Kind(method, List.of("eth0", Environment.LinkKind.L2_IPVLAN), true, false);
      case "localAddresses" -> new Kind(method, List.of(), List.of(), List.of(local("192.0.2.1")));
      case "user" -> new Kind(method, List.of("ops"), Optional.of(root), Optional.empty());
      case "group" -> new Kind(method, List.of("ops"), OptionalInt.of(1), OptionalInt.of(2));
      case "self" -> new Kind(method, List.of(), root, new Account(0, 1));
      case "resolve" ->
          new Kind(method, List.of("mail"), Optional.empty(), Optional.of(address("192.0.2.25")));
      case "script" ->
          new Kind(
              method,
              List.of("/check", root),
              new ScriptFacts(ScriptFacts.Verdict.GOOD, "/check", "/check", ""),
              new ScriptFacts(ScriptFacts.Verdict.INSECURE, "/check", "/check", "its mode"));
      case "routingName" ->
          new Kind(
              method,
              List.of(Environment.RoutingTable.TABLES, "blue", List.of()),
              OptionalLong.of(100),
              OptionalLong.empty());
      case "processors" -> new Kind(method, List.of(), 2, 3);
      case "secretFile" ->
          new Kind(
              method,
              List.of("/key"),
              Optional.of(new SecretFile(Octets.of((byte) 1), false)),
              Optional.of(new SecretFile(Octets.of((byte) 2), false)));
      default -> throw new AssertionError(method + " is asked by no test");
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameAnswersGiveTheSameResult(Kind kind) {
    ask(kind);
    Object first = reading.read();
    assertThat(reading.read()).isSameAs(first);
    assertThat(reading.read()).isSameAs(first);
    assertThat(parsed).isOne();
    assertThat(asked).as("the host is asked at each reading").hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anotherAnswerIsReadAnew(Kind kind) {
    ask(kind);
    Object first = reading.read();
    says.put(kind.method.getName(), kind.after);
    Object second = reading.read();
    assertThat(second).isNotSameAs(first);
    assertThat(parsed).isEqualTo(2);
    assertThat(asked).as("and not asked twice for it").hasSize(2);
    assertThat(reading.read()).isSameAs(second);
    says.put(kind.method.getName(), kind.before);
    assertThat(reading.read()).isNotSameAs(first);
    assertThat(parsed).isEqualTo(3);
  }

  @Test
  void afterAnotherAnswerNothingOldIsAsked() {
    kinds().forEach(this::ask);
    reading.read();
    asked.clear();
    String first = questions.getFirst();
    says.put(first, kinds().filter(k -> k.toString().equals(first)).findFirst().get().after);
    questions.subList(1, questions.size()).clear();
    reading.read();
    assertThat(asked).containsExactly(first);
  }

  @Test
  void aQuestionPutTwiceInOneReadingHasOneAnswer() {
    kinds().forEach(this::ask);
    kinds().forEach(this::ask);
    reading.read();
    assertThat(asked).doesNotHaveDuplicates().hasSameSizeAs(kinds().toList());
  }

  @Test
  void aFileThatIsStillMissingIsNoChangeAndOneThatComesIs() {
    says.put("load", new Loaded.Unusable(Reason.MISSING, ""));
    questions.add("load");
    Object first = reading.read();
    says.put("load", new Loaded.Unusable(Reason.MISSING, ""));
    assertThat(reading.read()).isSameAs(first);
    says.put("load", new Loaded.Unusable(Reason.EXECUTABLE, ""));
    assertThat(reading.read()).isNotSameAs(first);
    says.put("load", new Loaded.Text("/", ""));
    reading.read();
    assertThat(parsed).isEqualTo(3);
  }

  @Test
  void anAddressOfAnotherInterfaceIsAnotherAddress() throws UnknownHostException {
    byte[] octets = address("fe80::1").getAddress();
    questions.add("resolve");
    says.put("resolve", Optional.of(Inet6Address.getByAddress("mail", octets, 2)));
    Object first = reading.read();
    says.put("resolve", Optional.of(Inet6Address.getByAddress("mail", octets, 2)));
    assertThat(reading.read()).isSameAs(first);
    says.put("resolve", Optional.of(Inet6Address.getByAddress("mail", octets, 3)));
    assertThat(reading.read()).isNotSameAs(first);
  }

  @Test
  void aParserThatFailsIsTriedAgain() {
    questions.add("load");
    says.put("load", "not what a loader answers");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(reading::read))
        .isInstanceOf(ClassCastException.class);
    says.put("load", new Loaded.Text("/", ""));
    Object read = reading.read();
    assertThat(reading.read()).isSameAs(read);
  }

  private void ask(Kind kind) {
    questions.add(kind.method.getName());
    says.put(kind.method.getName(), kind.before);
  }

  private Object parse(SourceLoader files, Environment host) {
    parsed++;
    for (String question : questions) {
      kinds()
          .filter(kind -> kind.toString().equals(question))
          .forEach(
              kind -> {
                boolean file = kind.method.getDeclaringClass().equals(SourceLoader.class);
                assertThat(put(kind, file ? files : host)).isEqualTo(says.get(question));
              });
    }
    return new Object();
  }

  private static Object put(Kind kind, Object to) {
    try {
      return kind.method.invoke(to, kind.arguments.toArray());
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers what is to be said, the defaulted methods too. */
  private <T> T fake(Class<T> type) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          if (method.getName().equals("isStill")) {
            boolean still = arguments[1].equals(says.get("load"));
            if (still) {
              asked.add("load"); // else the question follows
            }
            return still;
          }
          asked.add(method.getName());
          return says.get(method.getName());
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static LocalAddress local(String address) {
    return new LocalAddress("eth0", new IpPrefix(address(address), 32));
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
