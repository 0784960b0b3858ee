package org.lvsdirector.linux.io;

import org.lvsdirector.linux.ffi.Arch;

/**
 * Numbers of the kernel headers that are the same on x86_64 and aarch64 (asm-generic/socket.h …).
 */
final class Const {

  static final int AF_UNIX = 1;
  static final int AF_NETLINK = 16;
  static final int AF_PACKET = 17;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;

  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_ERROR = 4;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUF = 7;
  static final int SO_RCVBUF = 8;
  static final int SO_KEEPALIVE = 9;
  static final int SO_PRIORITY = 12;
  static final int SO_LINGER = 13;
  static final int SO_PASSCRED = 16;
  static final int SO_PEERCRED = 17;
  static final int SO_RCVTIMEO = 20;
  static final int SO_BINDTODEVICE = 25;
  static final int SO_ATTACH_FILTER = 26;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_MARK = 36;

  static final int IPPROTO_IP = 0;
  static final int IP_TOS = 1;
  static final int IP_TTL = 2;
  static final int IP_HDRINCL = 3;
  static final int IP_PKTINFO = 8;
  static final int IP_RECVERR = 11;
  static final int IP_RECVTTL = 12;
  static final int IP_FREEBIND = 15;
  static final int IP_MULTICAST_IF = 32;
  static final int IP_MULTICAST_TTL = 33;
  static final int IP_MULTICAST_LOOP = 34;
  static final int IP_ADD_MEMBERSHIP = 35;
  static final int IP_DROP_MEMBERSHIP = 36;
  static final int IP_MULTICAST_ALL = 49;

  static final int IPPROTO_ICMP = 1;
  static final int IPPROTO_TCP = 6;
  static final int TCP_NODELAY = 1;
  static final int IPPROTO_IPV6 = 41;
  static final int IPPROTO_ICMPV6 = 58;
  static final int IPV6_CHECKSUM = 7;
  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_MULTICAST_IF = 17;
  static final int IPV6_MULTICAST_HOPS = 18;
  static final int IPV6_MULTICAST_LOOP = 19;
  static final int IPV6_JOIN_GROUP = 20;
  static final int IPV6_LEAVE_GROUP = 21;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_MULTICAST_ALL = 29;
  static final int IPV6_HDRINCL = 36;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;
  static final int IPV6_RECVHOPLIMIT = 51;
  static final int IPV6_HOPLIMIT = 52;
  static final int IPV6_RECVTCLASS = 66;
  static final int IPV6_TCLASS = 67;
  static final int IPV6_FREEBIND = 78;
  static final int ICMPV6_FILTER = 1;

  static final int SOL_NETLINK = 270;
  static final int NETLINK_ADD_MEMBERSHIP = 1;
  static final int NETLINK_CAP_ACK = 10;
  static final int NETLINK_EXT_ACK = 11;
  static final int NETLINK_GET_STRICT_CHK = 12;
  static final int SOL_PACKET = 263;
  static final int PACKET_IGNORE_OUTGOING = 23;

  static final int MSG_DONTROUTE = 0x4;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_ERRQUEUE = 0x2000;
  static final int MSG_NOSIGNAL = 0x4000;

  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_TRUNC = 0x200;
  static final int O_APPEND = 0x400;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int O_NOFOLLOW = Arch.CURRENT.noFollow();

  static final int S_IFMT = 0xf000;
  static final int S_IFIFO = 0x1000;

  static final short POLLIN = 1;
  static final short POLLOUT = 4;

  private Const() {}
}
