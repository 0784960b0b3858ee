package org.lvsdirector.vrrp.fsm;

/**
 * States under the names and numbers that scripts, FIFO, mail and JSON use (keepalived reference,
 * VRRP 8, 20).
 */
public enum Reported {
  /** Before the first decision. */
  INIT(0),
  /** Listening. */
  BACKUP(1),
  /** Owning the addresses. */
  MASTER(2),
  /** Unable to take part. */
  FAULT(3),
  /** Removed by a reload. */
  DELETED(97),
  /** Shut down. */
  STOP(98);

  private final int number;

  Reported(int number) {
    this.number = number;
  }

  /** keepalived's number. */
  public int number() {
    return number;
  }
}
