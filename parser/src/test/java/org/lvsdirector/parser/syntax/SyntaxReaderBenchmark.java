package org.lvsdirector.parser.syntax;

import java.util.concurrent.TimeUnit;
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

/** Lines, words and blocks of a large file; twice the services must take about twice the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SyntaxReaderBenchmark {
  /** Virtual servers, with ten real servers each. */
  @Param({"5000", "10000"})
  int services = 5000;

  private MemoryLoader loader = new MemoryLoader();

  @Setup
  public void generate() {
    loader = MemoryLoader.of(SampleFile.text(services, 10));
  }

  @Benchmark
  public SyntaxTree read() {
    return new SyntaxReader(loader, new SampleSchema(), ReadOptions.of("bench"))
        .read("keepalived.conf");
  }
}
