package org.lvsdirector.ipvs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.linux.io.LinuxException;

class IpvsStatisticsTest {
  @Test
  void readersShareOneDumpASecond() throws LinuxException {
    FakeIpvs ipvs = new FakeIpvs();
    AtomicLong now = new AtomicLong(-5);
    IpvsStatistics statistics = new IpvsStatistics(ipvs, now::get);
    assertThat(statistics.read()).isSameAs(statistics.read());
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    statistics.read();
    assertThat(ipvs.calls()).containsExactly("statistics");
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    statistics.read();
    assertThat(ipvs.calls()).containsExactly("statistics", "statistics");
  }
}
