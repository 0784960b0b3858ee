package org.lvsdirector.daemon.cli;

import java.util.concurrent.Callable;
import org.lvsdirector.parser.keyword.KeywordTable;
import org.lvsdirector.parser.keyword.KeywordsTsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keywords}: every keyword and what becomes of it. */
@Command(
    name = "keywords",
    mixinStandardHelpOptions = true,
    description =
        "Lists every keyword of keepalived.conf: used, ignored (and why that is harmless) or unsupported.")
final class KeywordsCommand implements Callable<Integer> {
  @Option(names = "--tsv", description = "tab-separated, for programs (default: a Markdown table)")
  private boolean tsv;

  @Override
  public Integer call() {
    KeywordTable table = KeywordTable.standard();
    System.out.print(tsv ? KeywordsTsv.print(table) : KeywordsTsv.markdown(table));
    System.out.flush();
    return 0;
  }
}
