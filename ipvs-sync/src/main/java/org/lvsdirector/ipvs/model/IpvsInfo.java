package org.lvsdirector.ipvs.model;

/**
 * Version and connection table size of the kernel's IPVS.
 *
 * @param version three bytes, 0x010201 is 1.2.1
 * @param connectionTableSize buckets of the connection hash table
 */
public record IpvsInfo(int version, long connectionTableSize) {
  /** The version as {@code 1.2.1}. */
  public String versionText() {
    return ((version >> 16) & 0xff) + "." + ((version >> 8) & 0xff) + "." + (version & 0xff);
  }
}
