package org.lvsdirector.daemon.worker;

import org.lvsdirector.daemon.link.Link;

/** What the worker may ask of the main process. */
final class MainProcessLink {
  private final Link link;

  MainProcessLink(Link link) {
    this.link = link;
  }

  /** Asks for a reload, which the main process validates first. */
  void askReload() {
    link.send("reload");
  }
}
