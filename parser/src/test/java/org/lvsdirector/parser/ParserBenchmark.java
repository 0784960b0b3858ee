package org.lvsdirector.parser;

import java.util.concurrent.TimeUnit;
import org.lvsdirector.parser.decode.FakeEnvironment;
import org.lvsdirector.parser.syntax.MemoryLoader;
import org.lvsdirector.parser.syntax.ReadOptions;
import org.lvsdirector.parser.syntax.SampleFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way of a large file: lines, blocks, decoding, validation and lints, with 1 GiB of heap.
 * {@code lab/bench/parser} runs it; 10,000 services are 670,000 lines.
 *
 * <p>The heap has its full size from the start and is collected by all processors. A serial
 * collector in a heap that grows had the whole file's time differ by half from run to run: what was
 * measured was when its full collections fell, not the parser.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParserBenchmark {
  /** Virtual servers, with ten real servers each. */
  @Param({"5000", "10000"})
  int services = 5000;

  private MemoryLoader loader = new MemoryLoader();

  @Setup
  public void generate() {
    loader = MemoryLoader.of(SampleFile.text(services, 10));
  }

  @Benchmark
  public ParseResult parse() {
    ParseResult result =
        new KeepalivedConfParser(loader, new FakeEnvironment())
            .parse("keepalived.conf", ReadOptions.of("bench"));
    if (result.exitStatus() != 0 || result.config().lvs().virtualServers().size() != services) {
      throw new IllegalStateException("the file was not read as it should be");
    }
    return result;
  }
}
