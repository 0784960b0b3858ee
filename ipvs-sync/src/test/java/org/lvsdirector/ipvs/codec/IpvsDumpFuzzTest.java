package org.lvsdirector.ipvs.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.lvsdirector.ipvs.diff.IpvsChange;
import org.lvsdirector.ipvs.model.Family;

/**
 * Whatever bytes come from the socket, decoding answers; what it accepts can be written and read
 * again.
 */
class IpvsDumpFuzzTest {
  @FuzzTest
  void decodingNeverThrows(byte[] payload) {
    for (Family family : Family.values()) {
      IpvsReply reply = IpvsReplies.decode(payload, family);
      IpvsReply settings = IpvsReplies.decodeSettings(payload, family);
      if (reply instanceof IpvsReply.Destination(var live)
          && !settings.equals(new IpvsReply.Settings(live.destination()))) {
        throw new AssertionError("settings of " + live + " read as " + settings);
      }
      if (reply instanceof IpvsReply.Service(var live)) {
        byte[] again = IpvsMessages.encode(new IpvsChange.NewService(live.service()));
        if (!(IpvsReplies.decode(again, family) instanceof IpvsReply.Service(var second))
            || !second.service().equals(live.service())) {
          throw new AssertionError("read(write(service)) differs for " + live);
        }
      }
    }
  }
}
