package org.lvsdirector.daemon.kernel;

/** A keepalived.conf of a director with one instance and one service, both of the VIP. */
final class DirectorFile {
  private DirectorFile() {}

  /**
   * The file's text.
   *
   * @param globals lines of global_defs
   * @param priority of the instance
   * @param server lines of the one real server, {@code rs1}
   */
  static String text(String globals, int priority, String server) {
    return """
        global_defs {
        %1$s
        }
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          priority %2$d
          advert_int 1
          virtual_ipaddress {
            %3$s/32
          }
        }
        virtual_server %3$s 80 {
          lb_algo rr
          lb_kind DR
          protocol TCP
          real_server 192.168.1.31 80 {
            %4$s
          }
        }
        """
        .formatted(globals, priority, LabTopology.VIP, server);
  }
}
