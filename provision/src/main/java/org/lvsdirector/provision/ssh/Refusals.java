package org.lvsdirector.provision.ssh;

import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Turns the library's exceptions into sentences for an operator: what, to which server, why, what
 * to do.
 */
final class Refusals {
  private final ClientConfig.Resolved to;
  private final SshOptions options;
  private final HostKeys.View keys;
  private final List<String> keyComplaints;

  Refusals(
      ClientConfig.Resolved to,
      SshOptions options,
      HostKeys.View keys,
      List<String> keyComplaints) {
    this.to = to;
    this.options = options;
    this.keys = keys;
    this.keyComplaints = keyComplaints;
  }

  SshFailure explain(JSchException e) {
    return switch (e) {
      case JSchChangedHostKeyException _ -> changed(e);
      case JSchRevokedHostKeyException _ ->
          failure(
              SshFailure.Kind.CHANGED_HOST_KEY,
              "the host key " + keys.shown() + " is marked as revoked in " + options.knownHosts(),
              e);
      case JSchUnknownHostKeyException _ -> keys.otherTypeKnown() ? changed(e) : unknown(e);
      default -> byCause(e);
    };
  }

  private SshFailure changed(JSchException e) {
    return failure(
        SshFailure.Kind.CHANGED_HOST_KEY,
        "THE HOST KEY HAS CHANGED: it shows "
            + keys.shown()
            + ", another than "
            + options.knownHosts()
            + " has. Somebody may be in between, or the server was installed anew. Never accepted here: ask the server's"
            + " administrator, then take the old line out (ssh-keygen -R)",
        e);
  }

  private SshFailure unknown(JSchException e) {
    return failure(
        SshFailure.Kind.UNKNOWN_HOST_KEY,
        "the host key is not known: "
            + keys.shown()
            + ". Compare it with the server's own (ssh-keygen -lf"
            + " /etc/ssh/ssh_host_*_key.pub there); if it is right, run again with --accept-new",
        e);
  }

  private SshFailure byCause(JSchException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _ -> {
          return failure(SshFailure.Kind.UNREACHABLE, "the name cannot be resolved", e);
        }
        case NoRouteToHostException _ -> {
          return failure(SshFailure.Kind.UNREACHABLE, "no route to the server; is it up?", e);
        }
        case SocketTimeoutException _ -> {
          return timeout(e);
        }
        case ConnectException c when String.valueOf(c.getMessage()).contains("refused") -> {
          return failure(
              SshFailure.Kind.REFUSED,
              "connection refused; is sshd running, is the port right?",
              e);
        }
        default -> {
          // Look further down.
        }
      }
    }
    return byText(e);
  }

  /** Where the library knows no exception of its own, only its text tells. */
  private SshFailure byText(JSchException e) {
    String text = String.valueOf(e.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("auth fail")
        || lower.contains("auth cancel")
        || lower.contains("too many authentication")) {
      String keysTried = to.keys().isEmpty() ? "no key file" : String.join(", ", to.keys());
      String more = keyComplaints.isEmpty() ? "" : " (" + String.join("; ", keyComplaints) + ")";
      return failure(
          SshFailure.Kind.AUTHENTICATION,
          "login as \""
              + to.user()
              + "\" was refused; tried "
              + keysTried
              + " and the agent"
              + more
              + ". Give a key (key = in provision.conf), load the agent, or use --ask-password",
          e);
    }
    if (lower.contains("timeout") || lower.contains("timed out")) {
      return timeout(e);
    }
    return failure(SshFailure.Kind.OTHER, text, e);
  }

  private SshFailure timeout(JSchException e) {
    return failure(
        SshFailure.Kind.TIMEOUT,
        "no answer within "
            + options.connectTimeout().toSeconds()
            + " s; is the server up, does a firewall drop the port?",
        e);
  }

  private SshFailure failure(SshFailure.Kind kind, String text, Throwable cause) {
    return new SshFailure(kind, "ssh " + to.host() + " port " + to.port() + ": " + text, cause);
  }
}
