package org.lvsdirector.linux.netlink;

/**
 * One step of an nftables rule, already encoded as an NFTA_LIST_ELEM. Steps pass values by
 * registers; ours use register 1 upwards of the 32-bit registers, so a concatenated key of several
 * fields lies in {@link #REGISTER} and the following ones.
 */
public final class NftExpression {

  /** The first 32-bit register; field n of a concatenation is in {@code REGISTER + n * words}. */
  public static final int REGISTER = 8;

  private static final int VERDICT_REGISTER = 0;
  private static final int DATA_VALUE = 1;
  private static final int DATA_VERDICT = 2;
  private static final int VERDICT_CODE = 1;
  private static final int VERDICT_CHAIN = 2;

  private final NlAttributesBuilder element;

  private NftExpression(String name, NlAttributesBuilder data) {
    element = NlAttributes.builder().string(1, name).nested(2, data);
  }

  NlAttributesBuilder element() {
    return element;
  }

  /** Where a payload offset counts from; the ordinal order is the kernel's. */
  public enum Base {
    LINK(0),
    NETWORK(1),
    TRANSPORT(2);

    private final int number;

    Base(int number) {
      this.number = number;
    }
  }

  /** Facts about a packet besides its bytes. */
  public enum Meta {
    MARK(3),
    INPUT_INDEX(4),
    OUTPUT_INDEX(5),
    INPUT_NAME(6),
    OUTPUT_NAME(7),
    L4_PROTOCOL(16);

    private final int number;

    Meta(int number) {
      this.number = number;
    }
  }

  /** What becomes of a packet. */
  public sealed interface Verdict {}

  /** Out with it. */
  public record Drop() implements Verdict {}

  /** Let it pass. */
  public record Accept() implements Verdict {}

  /** Back to the calling chain, or the policy. */
  public record Return() implements Verdict {}

  /** On with another chain, and back afterwards. */
  public record Jump(String chain) implements Verdict {}

  /** On with another chain, for good. */
  public record Goto(String chain) implements Verdict {}

  /** Loads bytes of the packet into a register. */
  public static NftExpression payload(Base base, int offset, int length, int register) {
    return new NftExpression(
        "payload",
        NlAttributes.builder()
            .u32be(1, register)
            .u32be(2, base.number)
            .u32be(3, offset)
            .u32be(4, length));
  }

  /** Loads a fact into a register. Numbers are in host order, names have 16 bytes. */
  public static NftExpression meta(Meta what, int register) {
    return new NftExpression(
        "meta", NlAttributes.builder().u32be(1, register).u32be(2, what.number));
  }

  /** Sets the mark of the packet from a register. */
  public static NftExpression setMark(int register) {
    return new NftExpression(
        "meta", NlAttributes.builder().u32be(2, Meta.MARK.number).u32be(3, register));
  }

  /** Goes on only if the register equals these bytes. */
  public static NftExpression equal(int register, byte[] value) {
    return compare(register, 0, value);
  }

  /** Goes on only if the register differs from these bytes. */
  public static NftExpression notEqual(int register, byte[] value) {
    return compare(register, 1, value);
  }

  private static NftExpression compare(int register, int operation, byte[] value) {
    return new NftExpression(
        "cmp",
        NlAttributes.builder()
            .u32be(1, register)
            .u32be(2, operation)
            .nested(3, NlAttributes.builder().bytes(DATA_VALUE, value)));
  }

  /** register = register and mask, for prefixes. */
  public static NftExpression and(int register, byte[] mask) {
    return new NftExpression(
        "bitwise",
        NlAttributes.builder()
            .u32be(1, register)
            .u32be(2, register)
            .u32be(3, mask.length)
            .nested(4, NlAttributes.builder().bytes(DATA_VALUE, mask))
            .nested(5, NlAttributes.builder().bytes(DATA_VALUE, new byte[mask.length])));
  }

  /** Goes on only if the register's value is in the set. */
  public static NftExpression inSet(String set, int register) {
    return new NftExpression("lookup", NlAttributes.builder().string(1, set).u32be(2, register));
  }

  /** Goes on only if the map has the key; puts the value found into a register. */
  public static NftExpression lookup(String map, int keyRegister, int valueRegister) {
    return new NftExpression(
        "lookup",
        NlAttributes.builder().string(1, map).u32be(2, keyRegister).u32be(3, valueRegister));
  }

  /** Puts a constant into a register. */
  public static NftExpression immediate(int register, byte[] value) {
    return new NftExpression(
        "immediate",
        NlAttributes.builder()
            .u32be(1, register)
            .nested(2, NlAttributes.builder().bytes(DATA_VALUE, value)));
  }

  /** Looks a verdict up in a verdict map and follows it. */
  public static NftExpression verdictMap(String map, int keyRegister) {
    return lookup(map, keyRegister, VERDICT_REGISTER);
  }

  /** Ends the rule with a verdict. */
  public static NftExpression verdict(Verdict verdict) {
    NlAttributesBuilder value = NlAttributes.builder().nested(DATA_VERDICT, encode(verdict));
    return new NftExpression(
        "immediate", NlAttributes.builder().u32be(1, VERDICT_REGISTER).nested(2, value));
  }

  static NlAttributesBuilder encode(Verdict verdict) {
    NlAttributesBuilder out = NlAttributes.builder();
    return switch (verdict) {
      case Drop() -> out.u32be(VERDICT_CODE, 0);
      case Accept() -> out.u32be(VERDICT_CODE, 1);
      case Return() -> out.u32be(VERDICT_CODE, -5);
      case Jump(var chain) -> out.u32be(VERDICT_CODE, -3).string(VERDICT_CHAIN, chain);
      case Goto(var chain) -> out.u32be(VERDICT_CODE, -4).string(VERDICT_CHAIN, chain);
    };
  }

  /** Counts packets and bytes. */
  public static NftExpression counter() {
    return new NftExpression("counter", NlAttributes.builder().u64be(1, 0).u64be(2, 0));
  }

  /** Sends a copy out of the interface whose index is in a register (netdev family only). */
  public static NftExpression duplicateTo(int deviceRegister) {
    return new NftExpression("dup", NlAttributes.builder().u32be(2, deviceRegister));
  }

  /** Sends a copy to the address in one register by the interface in another (ip and ip6). */
  public static NftExpression duplicate(int addressRegister, int deviceRegister) {
    return new NftExpression(
        "dup", NlAttributes.builder().u32be(1, addressRegister).u32be(2, deviceRegister));
  }
}
