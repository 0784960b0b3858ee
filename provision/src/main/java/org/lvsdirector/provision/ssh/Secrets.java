package org.lvsdirector.provision.ssh;

import java.util.Optional;

/**
 * Where passwords come from: a prompt or a file descriptor, never an argument. Asked at most once
 * for each thing.
 */
public interface Secrets {
  /** No password at all. */
  Secrets NONE =
      new Secrets() {
        @Override
        public Optional<String> loginPassword() {
          return Optional.empty();
        }

        @Override
        public Optional<String> sudoPassword() {
          return Optional.empty();
        }

        @Override
        public Optional<String> passphrase(String keyFile) {
          return Optional.empty();
        }
      };

  /** The login password, if the operator wanted to give one. */
  Optional<String> loginPassword();

  /** The sudo password, if the operator wanted to give one. */
  Optional<String> sudoPassword();

  /** The passphrase of a private key. */
  Optional<String> passphrase(String keyFile);
}
