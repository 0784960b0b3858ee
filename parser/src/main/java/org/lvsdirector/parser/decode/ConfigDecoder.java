package org.lvsdirector.parser.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.parser.Environment;
import org.lvsdirector.parser.keyword.KeywordTable;
import org.lvsdirector.parser.model.BfdInstance;
import org.lvsdirector.parser.model.GlobalDefs;
import org.lvsdirector.parser.model.KeepalivedConfig;
import org.lvsdirector.parser.model.LvsConfig;
import org.lvsdirector.parser.model.NotifyFifos;
import org.lvsdirector.parser.model.ScriptSettings;
import org.lvsdirector.parser.model.TrackFile;
import org.lvsdirector.parser.model.VrrpConfig;
import org.lvsdirector.parser.source.Diagnostic;
import org.lvsdirector.parser.source.ErrorClass;
import org.lvsdirector.parser.source.SourceRange;
import org.lvsdirector.parser.syntax.Role;
import org.lvsdirector.parser.syntax.Statement;
import org.lvsdirector.parser.syntax.SyntaxTree;

/**
 * From a tree to a configuration, in the order in which keepalived's processes read it: parent,
 * checker, VRRP, BFD (keepalived reference, parser 16 to 18).
 */
public final class ConfigDecoder {
  private final Decoding out;
  private final SyntaxTree tree;
  private final String workingDirectory;

  private ConfigDecoder(SyntaxTree tree, Environment environment, String workingDirectory) {
    this.tree = tree;
    this.workingDirectory = workingDirectory;
    this.out = new Decoding(KeywordTable.standard(), environment);
  }

  /**
   * What came of it.
   *
   * @param config the configuration as far as it could be read
   * @param findings findings of meaning; those of lines and blocks are in the tree
   * @param missingParameter a required argument is missing, for which keepalived exits with status
   *     2 even in a test
   * @param stoppedInParent it is missing in what the main process reads, before include checks are
   *     judged
   * @param namespaceMissing the network namespace does not exist: keepalived reads nothing else and
   *     its test ends with 0
   * @param fatal a real start ends with status 2 (parser 17.3)
   */
  public record Decoded(
      KeepalivedConfig config,
      List<Diagnostic> findings,
      boolean missingParameter,
      boolean stoppedInParent,
      boolean namespaceMissing,
      boolean fatal) {
    /** Copies the findings. */
    public Decoded {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Decodes a whole tree. Relative track_file paths are joined to the directory of the file they
   * stand in.
   */
  public static Decoded decode(SyntaxTree tree, Environment environment, String workingDirectory) {
    return new ConfigDecoder(tree, environment, workingDirectory).run();
  }

  private Decoded run() {
    out.reading(Role.PARENT);
    GlobalDraft global = new RootDecoder(out).read(statements(Role.PARENT));
    var scripts = new Scripts(out, global);
    var finish = new GlobalFinish(out, global, scripts);
    ScriptSettings settings = finish.scriptSettings();
    securityViolation(scripts, "start or shutdown scripts");
    boolean namespaceMissing = namespaceMissing(global);

    List<BfdInstance> bfds = BfdDecoder.decode(out, statements(Role.BFD));
    out.reading(Role.CHECKER);
    LvsDraft lvs =
        new LvsDecoder(out, scripts, bfds).decode(statements(Role.CHECKER), workingDirectory);
    LvsConfig lvsConfig = new LvsValidation(out, global, lvs).config();
    securityViolation(scripts, "scripts of the health checks");

    out.reading(Role.VRRP);
    VrrpDraft vrrp =
        new VrrpDecoder(out, global, scripts, bfds).decode(statements(Role.VRRP), workingDirectory);
    if (vrrp.missingInterface) {
      out.stopCounting();
    }
    VrrpConfig vrrpConfig = new VrrpValidation(out, global, scripts, vrrp).config();
    NotifyFifos fifos = finish.fifos(vrrpConfig.needed(), lvs.needed());
    if (vrrp.instances.isEmpty()) {
      out.forgetScripts(0); // nothing runs them, and keepalived does not look at them
    }
    securityViolation(scripts, "scripts of VRRP");

    GlobalDefs globalDefs = finish.globals(settings, fifos, vrrpConfig.instances());
    var config =
        new KeepalivedConfig(
            global.process, globalDefs, vrrpConfig, lvsConfig, trackFiles(lvs, vrrp), bfds);
    return new Decoded(
        config,
        out.findings(),
        out.stoppedIn() != null,
        out.stoppedIn() == Role.PARENT,
        namespaceMissing,
        out.fatal());
  }

  /**
   * keepalived enters the namespace before anything else is read, and leaves with status 0 if it
   * cannot (parser 20.3).
   */
  private boolean namespaceMissing(GlobalDraft global) {
    Optional<String> name = global.process.netNamespace();
    if (name.isEmpty() || out.environment().namespaceExists(name.get())) {
      return false;
    }
    out.fatal(
        ErrorClass.OK,
        SourceRange.NONE,
        "network namespace " + name.get() + " does not exist (ip netns add " + name.get() + ")");
    return true;
  }

  private List<Statement> statements(Role role) {
    return tree.root(role).statements();
  }

  /** Both sides read track files; in a sound file they are the same (parser 16). */
  private static List<TrackFile> trackFiles(LvsDraft lvs, VrrpDraft vrrp) {
    var files = new ArrayList<>(lvs.trackFiles);
    vrrp.trackFiles.stream().filter(f -> !lvs.trackFiles.has(f.name())).forEach(files::add);
    return files;
  }

  /**
   * Scripts would run though script security is not enabled: keepalived's own security complaint
   * (parser 22.8).
   */
  private void securityViolation(Scripts scripts, String which) {
    if (out.scriptsSeen() > 0 && !scripts.security()) {
      out.warning(
          ErrorClass.SECURITY_ERROR,
          SourceRange.NONE,
          which + " are run, and enable_script_security is not set in global_defs");
    }
    out.forgetScripts(0);
  }
}
