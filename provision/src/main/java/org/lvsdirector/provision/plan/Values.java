package org.lvsdirector.provision.plan;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The gate for every value that will reach a remote shell. Each method returns its argument or
 * throws {@link IllegalArgumentException} with a sentence for the operator. Quoting follows later;
 * a value that needs quoting never passes here.
 */
public final class Values {
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}");
  private static final Pattern SYSCTL =
      Pattern.compile("net/ipv[46]/conf/[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}/[a-z_]{1,40}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@.:+-]{1,100}){1,12}");
  private static final Pattern RULE = Pattern.compile("-[AD] [A-Za-z0-9 ./:_-]{1,300}");

  private Values() {}

  /** Accepts a network interface name of at most 15 characters (IFNAMSIZ less the closing zero). */
  public static String device(String value) {
    return checked(value, DEVICE, "interface name");
  }

  /** Accepts a sysctl key in slash form, such as {@code net/ipv4/conf/eth0.100/arp_ignore}. */
  public static String sysctlKey(String value) {
    return checked(value, SYSCTL, "sysctl key");
  }

  /** Accepts a whole number as the kernel prints it. */
  public static String number(String value) {
    return checked(value, NUMBER, "sysctl value");
  }

  /** Accepts an absolute path of plain characters without {@code ..}. */
  public static String path(String value) {
    checked(value, PATH, "path");
    if ((value + "/").contains("/../")) {
      throw new IllegalArgumentException("path \"" + value + "\" leaves its folder");
    }
    return value;
  }

  /** Accepts one rule of arptables or iptables in the form that their save programs print. */
  public static String rule(String value) {
    return checked(value, RULE, "packet filter rule");
  }

  /** Accepts a text of one line without control characters. */
  public static String line(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException("text with a control character at position " + i);
      }
    }
    return value;
  }

  /** Reads an address literal; a host name is refused, nothing is looked up. */
  public static InetAddress address(String value) {
    return InetAddress.ofLiteral(value);
  }

  /**
   * Prints an address as {@code ip} and {@code nft} print it: IPv6 in the compressed form of RFC
   * 5952.
   */
  public static String text(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    return compressed((Inet6Address) address);
  }

  private static String compressed(Inet6Address address) {
    byte[] b = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((b[2 * i] & 0xff) << 8) | (b[2 * i + 1] & 0xff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int n = 0;
      while (i + n < 8 && groups[i + n] == 0) {
        n++;
      }
      if (n > bestLength) {
        bestStart = i;
        bestLength = n;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(groups[i]).toLowerCase(Locale.ROOT));
      }
    }
    return out.toString();
  }

  private static String checked(String value, Pattern pattern, String what) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "\"" + value.replaceAll("\\p{Cntrl}", "?") + "\" is not a usable " + what);
    }
    return value;
  }
}
