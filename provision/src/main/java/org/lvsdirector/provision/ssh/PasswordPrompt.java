package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * Answers the one hidden question of keyboard-interactive with the login password; every other
 * question is declined.
 */
final class PasswordPrompt implements UserInfo, UIKeyboardInteractive {
  private final String password;

  PasswordPrompt(String password) {
    this.password = password;
  }

  @Override
  @SuppressWarnings("NullAway") // JSch takes null as "cancelled".
  public String[] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompt, boolean[] echo) {
    if (prompt.length == 0) {
      return new String[0];
    }
    return prompt.length == 1 && !echo[0] ? new String[] {password} : null;
  }

  @Override
  public @Nullable String getPassphrase() {
    return null;
  }

  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public boolean promptPassword(String message) {
    return true;
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  @Override
  public void showMessage(String message) {
    // Banners are not for a tool that works on many servers at once.
  }
}
