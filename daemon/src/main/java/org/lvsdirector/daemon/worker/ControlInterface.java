package org.lvsdirector.daemon.worker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lvsdirector.daemon.control.ControlClient;
import org.lvsdirector.daemon.control.ControlHandler;
import org.lvsdirector.daemon.control.ControlServer;
import org.lvsdirector.daemon.control.PageContent;
import org.lvsdirector.daemon.control.PageServer;
import org.lvsdirector.parser.model.LvsDirectorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doors of the worker, as {@code @lvs_director} configures them: the control socket, the status
 * page and the exchange of drains with other directors. They follow a reload; what is new is opened
 * before the old is closed, so that a mistake leaves a door. Checks and IPVS run without any.
 */
final class ControlInterface implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlInterface.class);

  private final Supplier<LvsDirectorSettings> settings;
  private final DrainExchange exchange;
  private Optional<String> token;
  private @Nullable Inside inside;
  private @Nullable ControlServer socket;
  private @Nullable PageServer page;

  /** What answers behind the doors. */
  private record Inside(ControlHandler answers, PageContent content) {}

  /**
   * Begins to exchange drains; nothing else is open yet.
   *
   * @param settings as configured now
   * @param drainsChanged called when another director knew something new
   */
  ControlInterface(Supplier<LvsDirectorSettings> settings, Drains drains, Runnable drainsChanged) {
    this.settings = settings;
    this.token = TokenFile.read(settings.get().statusTokenFile(), Optional.empty());
    this.exchange =
        new DrainExchange(drains, () -> settings.get().drainPeers(), token, drainsChanged);
  }

  DrainExchange exchange() {
    return exchange;
  }

  /** Opens page and socket; what cannot be opened is logged. */
  void open(ControlHandler answers, PageContent content) {
    Inside opened = new Inside(answers, content);
    inside = opened;
    followPage(opened.content());
    followSocket(opened.answers());
  }

  /** Goes over to the settings as they are now, and to what the token's file holds now. */
  void reload() {
    Optional<String> before = token;
    token = TokenFile.read(settings.get().statusTokenFile(), before);
    if (!token.equals(before)) {
      exchange.token(token);
    }
    if (inside != null) {
      followPage(inside.content());
      followSocket(inside.answers());
    }
  }

  /** The page and the metrics, where {@code @lvs_director status_port} asks for them. */
  private void followPage(PageContent content) {
    LvsDirectorSettings now = settings.get();
    if (now.statusPort() == 0) {
      closePage();
      return;
    }
    PageServer.Settings wanted =
        new PageServer.Settings(
            now.statusAddress().orElse(InetAddress.getLoopbackAddress()),
            now.statusPort(),
            token,
            now.statusWrite());
    String place = wanted.address().getHostAddress() + ":" + wanted.port();
    try {
      if (page != null && page.isAt(wanted)) {
        page.allow(wanted);
      } else {
        openPage(wanted, content);
        LOG.info("status page on http://{}/", place);
      }
    } catch (IOException e) {
      LOG.error(
          "no status page on {}: {}; {}",
          place,
          e.getMessage(),
          page == null
              ? "checks and IPVS run without it"
              : "it stays on port " + page.port() + " as it was");
    }
  }

  private void openPage(PageServer.Settings wanted, PageContent content) throws IOException {
    PageServer old = page;
    try {
      page = PageServer.open(wanted, content);
    } catch (BindException e) {
      if (old == null || old.port() != wanted.port()) {
        throw e;
      }
      // One address and "all addresses" cannot both have a port: here the old has to go first.
      PageServer.Settings before = old.settings();
      closePage();
      try {
        page = PageServer.open(wanted, content);
      } catch (IOException again) {
        page = PageServer.open(before, content);
        throw again;
      }
      return;
    }
    if (old != null) {
      old.close();
    }
  }

  private void closePage() {
    if (page != null) {
      page.close();
      page = null;
    }
  }

  private void followSocket(ControlHandler answers) {
    Path path = settings.get().controlSocket().map(Path::of).orElse(ControlClient.DEFAULT_SOCKET);
    Optional<String> group = settings.get().controlGroup();
    ControlServer old = socket;
    try {
      if (old != null && old.path().equals(path)) {
        old.allow(group);
        return;
      }
      socket = ControlServer.open(path, group, answers);
    } catch (IOException e) {
      LOG.warn(
          "no control interface: {}; {}",
          e.getMessage(),
          old == null
              ? "checks and IPVS run without it"
              : "it stays on " + old.path() + " as it was");
      return;
    }
    if (old != null) {
      LOG.info("control socket {} instead of {}", path, old.path());
      close(old);
    }
  }

  private static void close(ControlServer server) {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("control socket: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    exchange.close();
    closePage();
    if (socket != null) {
      close(socket);
    }
  }
}
