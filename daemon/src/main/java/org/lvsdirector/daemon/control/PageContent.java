package org.lvsdirector.daemon.control;

/** What the page's server shows. Called from many threads. */
public interface PageContent {
  /** The status as JSON text; a second old is new enough. */
  String status();

  /** The metrics in Prometheus's text format. */
  String metrics();

  /** Answers what else the control interface answers. */
  ControlAnswer api(ControlRequest request);

  /**
   * Answers another director that sends its drains.
   *
   * @param signature proof that it knows the token; "" where there is none
   */
  ControlAnswer drains(String signature, String body);
}
