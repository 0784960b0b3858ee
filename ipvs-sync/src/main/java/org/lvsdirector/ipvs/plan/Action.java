package org.lvsdirector.ipvs.plan;

/** What happens to a service or server. */
public enum Action {
  ADD('+'),
  CHANGE('~'),
  REMOVE('-');

  private final char sign;

  Action(char sign) {
    this.sign = sign;
  }

  /** The sign in front of a line of the text form. */
  public char sign() {
    return sign;
  }
}
