import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOUtil;
import org.jpos.iso.packager.GenericPackager;

/**
 * Encodes and decodes one message and prints `operation microseconds` by the CPU time of this process, best of rounds: the
 * garbage collector's thread counts, as it does on the other side.
 */
public final class Bench {
  interface Work { Object run() throws Exception; }

  public static void main(String[] args) throws Exception {
    GenericPackager packager = Peer.packager(args[0]);
    byte[] bytes = ISOUtil.hex2byte(Files.readString(Path.of(args[1])).trim());
    ISOMsg message = unpack(packager, bytes);
    if (!ISOUtil.hexString(message.pack()).equals(ISOUtil.hexString(bytes))) {
      throw new IllegalStateException("packs to " + ISOUtil.hexString(message.pack()));
    }
    measure("encode", () -> { ISOMsg copy = rebuilt(message); copy.setPackager(packager); return copy.pack(); });
    measure("encode-built", () -> packager.pack(message));
    measure("decode", () -> unpack(packager, bytes));
    measure("decode-and-read-all", () -> readAll(unpack(packager, bytes)));
    measure("decode-and-read-seven", () -> readSome(unpack(packager, bytes), SEVEN));
  }

  static ISOMsg unpack(GenericPackager packager, byte[] bytes) throws Exception {
    ISOMsg message = new ISOMsg();
    message.setPackager(packager);
    message.unpack(bytes);
    return message;
  }

  static final int[] SEVEN = {2, 3, 4, 11, 37, 41, 42};

  /** Looks at the value of every element, so that none can be left unmade. */
  static int readAll(ISOMsg message) throws Exception {
    int length = 0;
    for (int i = 2; i <= message.getMaxField(); i++) if (message.hasField(i)) {
      Object value = message.getValue(i);
      length += value instanceof byte[] b ? b.length : ((String) value).length();
    }
    return length;
  }

  static int readSome(ISOMsg message, int[] numbers) {
    int length = 0;
    for (int number : numbers) length += message.getString(number).length();
    return length;
  }

  /** A message as an application makes it: every field set anew. */
  static ISOMsg rebuilt(ISOMsg from) throws Exception {
    ISOMsg to = new ISOMsg();
    to.setMTI(from.getMTI());
    for (int i = 2; i <= from.getMaxField(); i++) if (from.hasField(i)) {
      Object value = from.getComponent(i).getValue();
      if (value instanceof byte[] b) to.set(i, b); else to.set(i, (String) value);
    }
    return to;
  }

  static Object sink;

  static void measure(String name, Work work) throws Exception {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int i = 0; i < 400_000; i++) sink = work.run();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      int n = 300_000;
      long start = system.getProcessCpuTime();
      for (int i = 0; i < n; i++) sink = work.run();
      best = Math.min(best, (system.getProcessCpuTime() - start) / 1000.0 / n);
    }
    System.out.println(name + " " + String.format(java.util.Locale.ROOT, "%.3f", best));
  }
}
