package org.lvsdirector.daemon.worker;

import java.io.IOException;
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
 * page and the exchange of drains with other directors. Checks and IPVS run without any of them.
 */
final class ControlInterface implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlInterface.class);

  private final Supplier<LvsDirectorSettings> settings;
  private final Optional<String> token;
  private final DrainExchange exchange;
  private @Nullable ControlServer socket;
  private @Nullable PageServer page;

  /**
   * Begins to exchange drains; nothing else is open yet.
   *
   * @param settings as configured now
   * @param drainsChanged called when another director knew something new
   */
  ControlInterface(
      Supplier<LvsDirectorSettings> settings, Drains drains, Runnable drainsChanged) {
    this.settings = settings;
    this.token = TokenFile.read(settings.get().statusTokenFile());
    this.exchange =
        new DrainExchange(drains, () -> settings.get().drainPeers(), token, drainsChanged);
  }

  DrainExchange exchange() {
    return exchange;
  }

  /** Opens page and socket; what cannot be opened is logged. */
  void open(ControlHandler answers, PageContent content) {
    openPage(content);
    openSocket(answers);
  }

  private void openSocket(ControlHandler answers) {
    Path path =
        settings.get().controlSocket().map(Path::of).orElse(ControlClient.DEFAULT_SOCKET);
    try {
      socket = ControlServer.open(path, settings.get().controlGroup(), answers);
    } catch (IOException e) {
      LOG.warn("no control interface: {}; checks and IPVS run without it", e.getMessage());
    }
  }

  /** The page and the metrics, where {@code @lvs_director status_port} asks for them. */
  private void openPage(PageContent content) {
    LvsDirectorSettings wanted = settings.get();
    if (wanted.statusPort() == 0) {
      return;
    }
    InetAddress address = wanted.statusAddress().orElse(InetAddress.getLoopbackAddress());
    try {
      page =
          PageServer.open(
              new PageServer.Settings(address, wanted.statusPort(), token, wanted.statusWrite()),
              content);
      LOG.info("status page on http://{}:{}/", address.getHostAddress(), wanted.statusPort());
    } catch (IOException e) {
      LOG.error("no status page: {}; checks and IPVS run without it", e.getMessage());
    }
  }

  @Override
  public void close() {
    exchange.close();
    if (page != null) {
      page.close();
    }
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.warn("control socket: {}", e.getMessage());
      }
    }
  }
}
