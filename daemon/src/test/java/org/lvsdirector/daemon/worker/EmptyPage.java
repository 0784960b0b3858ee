package org.lvsdirector.daemon.worker;

import org.lvsdirector.daemon.control.ControlAnswer;
import org.lvsdirector.daemon.control.ControlRequest;
import org.lvsdirector.daemon.control.PageContent;

/** A page with nothing on it but what a test puts there. */
interface EmptyPage extends PageContent {
  @Override
  default String status() {
    return "{}";
  }

  @Override
  default String metrics() {
    return "";
  }

  @Override
  default ControlAnswer api(ControlRequest request) {
    return ControlAnswer.error(404, "");
  }

  @Override
  default ControlAnswer drains(String signature, String body) {
    return ControlAnswer.error(404, "");
  }
}
