package org.lvsdirector.healthcheck.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.lvsdirector.parser.model.SslSettings;

/** Reads the client certificate and key of an {@code SSL} block from PEM files (RFC 7468). */
final class ClientKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /** PKCS#8 head for RSA: version 0 and the algorithm rsaEncryption (RFC 8017, A.1). */
  private static final byte[] RSA_ALGORITHM = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private ClientKeys() {}

  /** The key managers of an {@code SSL} block; none if it names no certificate. */
  static KeyManager[] load(SslSettings settings) throws IOException, GeneralSecurityException {
    if (settings.certificate().isEmpty()) {
      return new KeyManager[0];
    }
    String certificateFile = settings.certificate().get();
    // As in OpenSSL, one file may hold both.
    String keyFile = settings.key().orElse(certificateFile);
    char[] password = settings.password().orElse("").toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", key(keyFile, password), password, chain(certificateFile));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static Certificate[] chain(String file) throws IOException, GeneralSecurityException {
    var pem = new ByteArrayInputStream(certificatesOnly(read(file)));
    List<Certificate> chain =
        List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
    if (chain.isEmpty()) {
      throw new InvalidKeyException(file + " holds no certificate");
    }
    return chain.toArray(Certificate[]::new);
  }

  private static byte[] certificatesOnly(String pem) {
    var text = new StringBuilder();
    Matcher block = BLOCK.matcher(pem);
    while (block.find()) {
      if (block.group(1).equals("CERTIFICATE")) {
        text.append(block.group()).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static PrivateKey key(String file, char[] password)
      throws IOException, GeneralSecurityException {
    Matcher block = BLOCK.matcher(read(file));
    while (block.find()) {
      String kind = block.group(1);
      if (kind.endsWith("PRIVATE KEY")) {
        return decode(file, kind, block.group(2), password);
      }
    }
    throw new InvalidKeyException(file + " holds no private key");
  }

  private static PrivateKey decode(String file, String kind, String body, char[] password)
      throws GeneralSecurityException, IOException {
    if (body.contains("Proc-Type")) {
      throw new InvalidKeyException(
          file + " is encrypted in the old OpenSSL form; convert it with: openssl pkcs8 -topk8");
    }
    byte[] der = Base64.getMimeDecoder().decode(body);
    return switch (kind) {
      case "PRIVATE KEY" -> anyAlgorithm(file, new PKCS8EncodedKeySpec(der));
      case "ENCRYPTED PRIVATE KEY" -> anyAlgorithm(file, decrypt(der, password));
      case "RSA PRIVATE KEY" ->
          anyAlgorithm(file, new PKCS8EncodedKeySpec(wrap(RSA_ALGORITHM, der)));
      default ->
          throw new InvalidKeyException(
              file + " holds a \"" + kind + "\"; convert it with: openssl pkcs8 -topk8 -nocrypt");
    };
  }

  private static PKCS8EncodedKeySpec decrypt(byte[] der, char[] password)
      throws GeneralSecurityException, IOException {
    var info = new EncryptedPrivateKeyInfo(der);
    // For PBES2 the parameters name the real algorithm.
    String algorithm =
        info.getAlgParameters() == null ? info.getAlgName() : info.getAlgParameters().toString();
    SecretKey secret =
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
    return info.getKeySpec(cipher);
  }

  private static PrivateKey anyAlgorithm(String file, PKCS8EncodedKeySpec spec)
      throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // The next algorithm may fit; the file does not say which it is in a form Java tells us.
      }
    }
    throw new InvalidKeyException(file + " holds a key of a kind Java does not know");
  }

  /** SEQUENCE { algorithm, OCTET STRING { key } } in DER. */
  private static byte[] wrap(byte[] algorithm, byte[] key) {
    byte[] octets = element(0x04, key);
    var content = new ByteArrayOutputStream();
    content.writeBytes(algorithm);
    content.writeBytes(octets);
    return element(0x30, content.toByteArray());
  }

  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = java.math.BigInteger.valueOf(content.length).toByteArray();
      int skip = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - skip));
      out.write(length, skip, length.length - skip);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static String read(String file) throws IOException {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
