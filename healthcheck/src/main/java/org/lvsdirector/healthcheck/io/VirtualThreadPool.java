package org.lvsdirector.healthcheck.io;

import org.quartz.spi.ThreadPool;

/**
 * Gives Quartz a virtual thread for each firing and always has room for more. Public only because
 * Quartz names it by reflection.
 */
public final class VirtualThreadPool implements ThreadPool {
  private static final int ALWAYS_ROOM = 1_000;

  @Override
  public boolean runInThread(Runnable job) {
    Thread.startVirtualThread(job);
    return true;
  }

  @Override
  public int blockForAvailableThreads() {
    return ALWAYS_ROOM;
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown(boolean waitForJobsToComplete) {}

  @Override
  public int getPoolSize() {
    return ALWAYS_ROOM;
  }

  @Override
  public void setInstanceId(String id) {}

  @Override
  public void setInstanceName(String name) {}
}
