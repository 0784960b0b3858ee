package org.lvsdirector.daemon.worker;

import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.ControlRequest;
import org.lvsdirector.daemon.control.PageContent;

/** What the status page's server shows of this worker. */
final class Page implements PageContent {
  private final ControlRoutes routes;
  private final DrainExchange exchange;
  private final RecentStatus recent;

  Page(ControlRoutes routes, DrainExchange exchange) {
    this.routes = routes;
    this.exchange = exchange;
    this.recent = new RecentStatus(routes::status);
  }

  @Override
  public String status() {
    return recent.text();
  }

  @Override
  public String metrics() {
    return Metrics.of(recent.json());
  }

  @Override
  public ControlAnswer api(ControlRequest request) {
    return routes.answer(request);
  }

  @Override
  public ControlAnswer drains(String signature, String body) {
    return exchange.answer(signature, body);
  }
}
