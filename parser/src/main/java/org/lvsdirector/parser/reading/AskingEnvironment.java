package org.lvsdirector.parser.reading;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lvsdirector.parser.Environment;

/** A host whose every answer is remembered. */
record AskingEnvironment(Answers answers) implements Environment {
  @Override
  public String hostName() {
    return answers.to(new Question.HostName());
  }

  @Override
  public boolean interfaceExists(String name) {
    return answers.to(new Question.InterfaceExists(name));
  }

  @Override
  public int mtu(String interfaceName) {
    return answers.to(new Question.Mtu(interfaceName));
  }

  @Override
  public boolean interfaceIs(String name, LinkKind kind) {
    return answers.to(new Question.InterfaceIs(name, kind));
  }

  @Override
  public boolean namespaceExists(String name) {
    return answers.to(new Question.NamespaceExists(name));
  }

  @Override
  public List<LocalAddress> localAddresses() {
    return answers.to(new Question.LocalAddresses());
  }

  @Override
  public Optional<Account> user(String name) {
    return answers.to(new Question.User(name));
  }

  @Override
  public OptionalInt group(String name) {
    return answers.to(new Question.Group(name));
  }

  @Override
  public Account self() {
    return answers.to(new Question.Self());
  }

  @Override
  public Optional<InetAddress> resolve(String host) {
    return answers.to(new Question.Resolve(host));
  }

  @Override
  public ScriptFacts script(String command, Account account) {
    return answers.to(new Question.Script(command, account));
  }

  @Override
  public OptionalLong routingName(RoutingTable table, String name, List<String> directories) {
    return answers.to(new Question.RoutingName(table, name, directories));
  }

  @Override
  public int processors() {
    return answers.to(new Question.Processors());
  }

  @Override
  public Optional<SecretFile> secretFile(String path) {
    return answers.to(new Question.Secret(path));
  }

  @Override
  public boolean watchable(String directory) {
    return answers.to(new Question.Watchable(directory));
  }
}
