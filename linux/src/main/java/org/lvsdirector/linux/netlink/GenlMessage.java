package org.lvsdirector.linux.netlink;

/**
 * The payload of a generic netlink message: command, version and attributes (linux/genetlink.h).
 *
 * @param command 0..255, meaning is the family's
 * @param version the family's version
 */
public record GenlMessage(int command, int version, NlAttributes attributes) {

  /** Family id of the controller that knows the other families. */
  public static final int CONTROLLER = 0x10;

  private static final int CTRL_GETFAMILY = 3;
  private static final int CTRL_ATTR_FAMILY_ID = 1;
  private static final int CTRL_ATTR_FAMILY_NAME = 2;

  /** A request to a family; {@code flags} besides REQUEST, e.g. {@link NlMessage#F_ACK}. */
  public static NlMessage request(
      int family, int command, int flags, NlAttributesBuilder attributes) {
    return request(family, command, 1, flags, attributes.encode());
  }

  /** As the shorter form, with another family version than 1. */
  public static NlMessage request(
      int family, int command, int version, int flags, byte[] attributes) {
    byte[] payload = new byte[4 + attributes.length];
    payload[0] = (byte) command;
    payload[1] = (byte) version;
    System.arraycopy(attributes, 0, payload, 4, attributes.length);
    return NlMessage.request(family, flags, payload);
  }

  /** Reads an answer of a generic netlink family. */
  public static NlDecoded<GenlMessage> decode(NlMessage message) {
    byte[] payload = message.payload();
    if (payload.length < 4) {
      return NlDecoded.malformed("generic netlink message of " + payload.length + " bytes");
    }
    return NlAttributes.parse(payload, 4)
        .then(
            attributes ->
                new NlDecoded.Ok<>(
                    new GenlMessage(payload[0] & 0xff, payload[1] & 0xff, attributes)));
  }

  /** Asks the controller for the id of a family. */
  public static NlMessage resolve(String familyName) {
    return request(
        CONTROLLER,
        CTRL_GETFAMILY,
        0,
        NlAttributes.builder().string(CTRL_ATTR_FAMILY_NAME, familyName));
  }

  /** Reads the id out of the controller's answer. */
  public static NlDecoded<Integer> resolved(NlMessage answer) {
    return decode(answer)
        .then(
            genl -> {
              var id = genl.attributes().u16(CTRL_ATTR_FAMILY_ID);
              return id.isPresent()
                  ? new NlDecoded.Ok<>(id.getAsInt())
                  : NlDecoded.malformed("controller answer without a family id");
            });
  }
}
