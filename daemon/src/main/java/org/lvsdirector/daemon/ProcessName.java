package org.lvsdirector.daemon;

import java.io.IOException;
import org.lvsdirector.linux.io.ProcessControl;
import org.lvsdirector.parser.model.GlobalDefs;
import org.slf4j.LoggerFactory;

/** The name under which ps(1), pidof(8) and monitoring find a process, instead of "java". */
public final class ProcessName {
  private ProcessName() {}

  /**
   * Takes the name that the file gives the main process: {@code process_name}, as keepalived's
   * parent has it, else {@code vrrp_process_name}, since VRRP runs in it.
   */
  public static void takeFrom(GlobalDefs global) {
    if (!global.parentName().isEmpty()) {
      take(global.parentName());
    } else {
      global.vrrpProcess().name().ifPresent(ProcessName::take);
    }
  }

  /** Takes a name of up to 15 bytes; keepalived's processes are all called keepalived. */
  public static void take(String name) {
    try {
      ProcessControl.nameProcess(name);
    } catch (IOException e) {
      LoggerFactory.getLogger(ProcessName.class)
          .warn("this process is called java, not {}: {}", name, e.toString());
    }
  }
}
