package org.lvsdirector.parser.decode;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Items in file order that grow and are found by name: the first of equal names (keepalived
 * reference, parser 19.4).
 */
final class NamedList<T> extends AbstractList<T> {
  private final Function<T, String> nameOf;
  private final List<T> items = new ArrayList<>();
  private final Map<String, T> byName = new HashMap<>();

  NamedList(Function<T, String> nameOf) {
    this.nameOf = nameOf;
  }

  @Override
  public boolean add(T item) {
    byName.putIfAbsent(nameOf.apply(item), item);
    return items.add(item);
  }

  @Override
  public T get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  Optional<T> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }
}
