package org.lvsdirector.ipvs.diff;

import org.lvsdirector.ipvs.model.DestinationKey;
import org.lvsdirector.ipvs.model.IpvsDestination;
import org.lvsdirector.ipvs.model.IpvsService;
import org.lvsdirector.ipvs.model.ServiceKey;

/** One command that changes the kernel's table. */
public sealed interface IpvsChange {
  /** The service it is about. */
  ServiceKey key();

  /** Creates a service. */
  record NewService(IpvsService service) implements IpvsChange {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** Changes the settings of a service; its connections and destinations stay. */
  record SetService(IpvsService service) implements IpvsChange {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** Removes a service with its destinations. */
  record DelService(ServiceKey key) implements IpvsChange {}

  /** Adds a destination. */
  record NewDestination(ServiceKey key, IpvsDestination destination) implements IpvsChange {}

  /** Changes method, weight, thresholds and tunnel of a destination; its connections stay. */
  record SetDestination(ServiceKey key, IpvsDestination destination) implements IpvsChange {}

  /** Removes a destination. */
  record DelDestination(ServiceKey key, DestinationKey destination) implements IpvsChange {}

  /** What the change does, to which service and destination, for a log line. */
  default String describe() {
    return switch (this) {
      case NewService(var service) -> "add service " + service.key();
      case SetService(var service) -> "edit service " + service.key();
      case DelService(var key) -> "delete service " + key;
      case NewDestination(var key, var d) ->
          "add destination " + d.key() + " weight " + d.weight() + " to service " + key;
      case SetDestination(var key, var d) ->
          "edit destination " + d.key() + " weight " + d.weight() + " of service " + key;
      case DelDestination(var key, var d) -> "delete destination " + d + " of service " + key;
    };
  }
}
