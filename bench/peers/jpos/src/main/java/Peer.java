import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOUtil;
import org.jpos.iso.packager.GenericPackager;

/**
 * Packs and unpacks with jPOS for the interoperability test. One request a line, fields separated by tabs:
 * `pack SPEC 0=0200 2=... 52=x:HEX`, `unpack SPEC HEX`, `spec SPEC` (its XML in base64). SPEC is a file, or a resource
 * of jPOS as `jar:packager/iso87ascii.xml`. Answers are one line: the result, or `error MESSAGE`.
 */
public final class Peer {
  private static final Map<String, GenericPackager> packagers = new HashMap<>();

  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        System.out.println(answer(line.split("\t")));
      } catch (Exception e) {
        System.out.println("error " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
      }
      System.out.flush();
    }
  }

  private static String answer(String[] words) throws Exception {
    if (words[0].equals("spec")) {
      try (InputStream stream = open(words[1])) {
        return Base64.getEncoder().encodeToString(stream.readAllBytes());
      }
    }
    ISOMsg message = new ISOMsg();
    message.setPackager(packager(words[1]));
    if (words[0].equals("unpack")) {
      message.unpack(ISOUtil.hex2byte(words[2]));
      StringBuilder out = new StringBuilder();
      for (int i = 0; i <= message.getMaxField(); i++) {
        if (!message.hasField(i) || i == 1) continue;
        Object value = message.getComponent(i).getValue();
        if (value instanceof java.util.BitSet) continue;
        if (out.length() > 0) out.append('\t');
        out.append(i).append('=');
        out.append(value instanceof byte[] b ? "x:" + ISOUtil.hexString(b) : String.valueOf(value));
      }
      return out.toString();
    }
    for (int i = 2; i < words.length; i++) {
      int at = words[i].indexOf('=');
      int number = Integer.parseInt(words[i].substring(0, at));
      String value = words[i].substring(at + 1);
      if (value.startsWith("x:")) message.set(number, ISOUtil.hex2byte(value.substring(2)));
      else message.set(number, value);
    }
    return ISOUtil.hexString(message.pack());
  }

  static GenericPackager packager(String spec) throws Exception {
    GenericPackager known = packagers.get(spec);
    if (known != null) return known;
    try (InputStream stream = open(spec)) {
      GenericPackager made = new GenericPackager(stream);
      packagers.put(spec, made);
      return made;
    }
  }

  private static InputStream open(String spec) throws Exception {
    return spec.startsWith("jar:")
        ? Peer.class.getClassLoader().getResourceAsStream(spec.substring(4))
        : new FileInputStream(spec);
  }
}
