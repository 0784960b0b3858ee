package org.lvsdirector.daemon.cli;

import org.lvsdirector.daemon.BuildFacts;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {BuildFacts.line()};
  }
}
