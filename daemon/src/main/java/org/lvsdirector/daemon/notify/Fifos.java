package org.lvsdirector.daemon.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.linux.io.Credentials;
import org.lvsdirector.linux.io.Fifo;
import org.lvsdirector.linux.io.LinuxException;
import org.lvsdirector.parser.model.NotifyFifo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notify FIFOs (keepalived reference, VRRP 22 and LVS 26.2): written to without ever waiting;
 * what does not fit into a pipe that nobody reads is lost, which is said once until it works again.
 */
final class Fifos implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fifos.class);

  private final ScriptRunner scripts;
  private final List<Fifo> open = new ArrayList<>();
  private final Set<Fifo> full = new HashSet<>();
  private boolean reading;

  Fifos(ScriptRunner scripts) {
    this.scripts = scripts;
  }

  /**
   * Closes what was open, ends its readers and opens anew.
   *
   * @param mode of the FIFOs that have to be made
   * @param all the FIFO that both halves write
   * @param readerOfAll whether its script is ours to start
   * @param own the FIFO of this half; ignored where it is the same path
   */
  synchronized void open(
      int mode, Optional<NotifyFifo> all, boolean readerOfAll, Optional<NotifyFifo> own) {
    if (reading) {
      scripts.endReaders();
      reading = false;
    }
    close();
    all.ifPresent(fifo -> open(fifo, mode, readerOfAll));
    boolean same = all.isPresent() && own.isPresent() && all.get().path().equals(own.get().path());
    if (!same) {
      own.ifPresent(fifo -> open(fifo, mode, true));
    }
  }

  private void open(NotifyFifo fifo, int mode, boolean startReader) {
    if (fifo.path().isEmpty()) {
      return;
    }
    Optional<Credentials> owner =
        fifo.owner().map(user -> new Credentials(user.uid(), user.gid(), List.of()));
    try {
      open.add(Fifo.open(Path.of(fifo.path().get()), mode, owner));
    } catch (IOException e) {
      LOG.error("notify FIFO {}: {}; its lines are not written", fifo.path().get(), e.getMessage());
      return;
    }
    // Only now: a reader that finds no pipe ends, and one of somebody else's is not to be read.
    if (startReader && fifo.script().isPresent()) {
      scripts.startReader(fifo.script().get());
      reading = true;
    }
  }

  synchronized void write(String line) {
    byte[] message = (line + "\n\0").getBytes(StandardCharsets.UTF_8);
    for (Fifo fifo : open) {
      try {
        if (fifo.write(message)) {
          full.remove(fifo);
        } else if (full.add(fifo)) {
          LOG.warn(
              "notify FIFO {} is full, nobody reads it: lines are lost from now on", fifo.path());
        }
      } catch (LinuxException e) {
        LOG.error("notify FIFO {}: {}", fifo.path(), e.getMessage());
      }
    }
  }

  @Override
  public synchronized void close() {
    for (Fifo fifo : open) {
      try {
        fifo.remove();
      } catch (IOException e) {
        LOG.warn("notify FIFO {}: {}", fifo.path(), e.getMessage());
      }
    }
    open.clear();
    full.clear();
  }
}
