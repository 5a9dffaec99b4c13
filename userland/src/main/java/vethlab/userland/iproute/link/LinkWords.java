package vethlab.userland.iproute.link;

import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.rtnetlink.LinkAttribute;
import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.simulator.rtnetlink.LinkMessage.Flag;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// The words that describe a link, read into a message (`iplink_parse`).
///
/// Used for `ip link add`, `set` and `delete`, and again for the peer of a veth.
final class LinkWords {

  private static final int LONGEST_ALIAS = 255;

  private final Tool tool;
  private final Arguments words;
  private final LinkMessage message;
  private final boolean creating;
  private final Set<LinkKeyword> given = new HashSet<>();
  private @Nullable String name;
  private @Nullable String device;
  private @Nullable String lower;
  private @Nullable String type;
  private int addressLength;
  private int index;
  private boolean moves;

  /// @param message what the words are added to
  /// @param creating whether the link is to be made
  LinkWords(Tool tool, Arguments words, LinkMessage message, boolean creating) {
    this.tool = tool;
    this.words = words;
    this.message = message;
    this.creating = creating;
  }

  /// Reads up to the end or past `type KIND`.
  ///
  /// @return the kind, or null if none was given
  @Nullable String read() {
    while (!words.isEmpty()) {
      LinkKeyword keyword = words.find(LinkKeyword.values());
      if (keyword == LinkKeyword.TYPE) {
        type = words.next();
        words.advance();
        break;
      }
      if (keyword == null) {
        readDevice();
      } else {
        read(keyword);
      }
      words.advance();
    }
    finish();
    return type;
  }

  private void readDevice() {
    if (words.matches("help")) {
      throw tool.usage("ip-link");
    }
    String word = words.is("dev") ? words.next() : words.word();
    if (!Objects.equals(device, name)) {
      throw words.garbage("dev", word);
    }
    if (!LinkNames.isValidAlternative(word)) {
      throw words.invalid("\"dev\" not a valid ifname", word);
    }
    device = word;
  }

  private void read(LinkKeyword keyword) {
    switch (keyword) {
      case UP -> message.set(Flag.UP, true);
      case DOWN -> message.set(Flag.UP, false);
      case NAME -> readName();
      case INDEX -> readIndex();
      case LINK -> lower = words.next();
      case ADDRESS -> {
        HardwareAddressText address = HardwareAddressText.read(tool, words.next());
        addressLength = address.value().octets().size();
        message.add(new LinkAttribute.Address(address.value()));
      }
      case BROADCAST ->
          message.add(
              new LinkAttribute.Broadcast(HardwareAddressText.read(tool, words.next()).value()));
      case TXQUEUELEN ->
          message.add(new LinkAttribute.TransmitQueueLength(readInteger(keyword, "txqueuelen")));
      case MTU -> message.add(new LinkAttribute.Mtu(readInteger(keyword, "mtu")));
      case NETNS -> readNamespace();
      case MULTICAST -> message.set(Flag.MULTICAST, words.nextOnOff("multicast"));
      case ALLMULTICAST -> message.set(Flag.ALL_MULTICAST, words.nextOnOff("allmulticast"));
      case PROMISC -> message.set(Flag.PROMISCUOUS, words.nextOnOff("promisc"));
      case TRAILERS -> message.set(Flag.NO_TRAILERS, !words.nextOnOff("trailers"));
      case ARP -> message.set(Flag.NO_ARP, !words.nextOnOff("arp"));
      case DYNAMIC -> message.set(Flag.DYNAMIC, words.nextOnOff("dynamic"));
      case CARRIER -> message.add(new LinkAttribute.Carrier(words.nextSwitch("carrier", -22)));
      case MASTER -> readMaster();
      case NOMASTER -> message.add(new LinkAttribute.Master(0));
      case ALIAS -> {
        String alias = words.next();
        if (alias.length() > LONGEST_ALIAS) {
          throw words.invalid("alias too long\n", alias);
        }
        message.add(new LinkAttribute.Alias(alias));
      }
      case GROUP -> readGroup();
      case NUMTXQUEUES ->
          message.add(new LinkAttribute.TransmitQueues(readInteger(keyword, "numtxqueues")));
      case NUMRXQUEUES ->
          message.add(new LinkAttribute.ReceiveQueues(readInteger(keyword, "numrxqueues")));
      case ADDRGENMODE -> readAddressGeneration();
      case LINK_NETNSID -> {
        once(keyword, "link-netns/link-netnsid");
        message.add(
            new LinkAttribute.LinkNamespaceId(
                words.nextInteger("Invalid \"link-netnsid\" value\n")));
      }
      case LINK_NETNS -> readLinkNamespace();
      case PROTODOWN ->
          message.add(new LinkAttribute.ProtocolDown(words.nextSwitch("protodown", -22)));
      case TYPE -> throw new IllegalStateException("read before");
      case XDP,
          VF,
          VRF,
          MODE,
          STATE,
          PROTODOWN_REASON,
          GSO_MAX_SIZE,
          GSO_MAX_SEGS,
          GRO_MAX_SIZE,
          PARENTDEV ->
          throw new NotModelled("ip link … " + words.word());
    }
  }

  private void once(LinkKeyword keyword, String text) {
    if (!given.add(keyword)) {
      throw words.duplicate(text, words.hasNext() ? words.next() : words.word());
    }
  }

  private void readName() {
    String word = words.next();
    if (name != null) {
      throw words.duplicate("name", word);
    }
    if (!LinkNames.isValid(word)) {
      throw words.invalid("\"name\" not a valid ifname", word);
    }
    name = word;
    if (device == null) {
      device = word;
    }
  }

  private void readIndex() {
    String word = words.next();
    if (index != 0) {
      throw words.duplicate("index", word);
    }
    index = Numbers.atoi(word);
    if (index <= 0) {
      throw words.invalid("Invalid \"index\" value", word);
    }
  }

  private int readInteger(LinkKeyword keyword, String text) {
    once(keyword, text);
    return words.nextInteger("Invalid \"" + text + "\" value\n");
  }

  private void readNamespace() {
    String word = words.next();
    if (moves) {
      throw words.duplicate("netns", word);
    }
    moves = true;
    message.add(new LinkAttribute.Namespace(NamespaceWord.read(tool, words, word)));
  }

  private void readMaster() {
    String word = words.next();
    int master = tool.links().index(word);
    if (master == 0) {
      throw words.invalid("Device does not exist\n", word);
    }
    message.add(new LinkAttribute.Master(master));
  }

  private void readGroup() {
    once(LinkKeyword.GROUP, "group");
    String word = words.next();
    Long group = tool.names().groupNumber(word);
    if (group == null) {
      throw words.invalid("Invalid \"group\" value\n", word);
    }
    message.add(new LinkAttribute.Group(group.intValue()));
  }

  private void readAddressGeneration() {
    String word = words.next();
    int mode = LinkPrinter.ADDRESS_GENERATION.indexOf(word.toLowerCase(Locale.ROOT));
    if (mode < 0) {
      throw words.invalid("Invalid address generation mode\n", word);
    }
    message.add(new LinkAttribute.AddressGeneration(mode));
  }

  private void readLinkNamespace() {
    once(LinkKeyword.LINK_NETNSID, "link-netns/link-netnsid");
    String word = words.next();
    var namespace = tool.process().table().namespaces().named().get(word);
    if (namespace == null) {
      throw words.invalid("Invalid \"link-netns\" value\n", word);
    }
    message.add(
        new LinkAttribute.LinkNamespaceId(tool.network().peerIds().allocate(namespace.devices())));
  }

  /// Checks what was read as a whole, and names the link in the message.
  private void finish() {
    if (name == null) {
      name = device;
    } else if (device == null) {
      device = name;
    }
    checkAddressLength();
    if (index != 0 && !creating && !moves) {
      throw tool.exit(
          255,
          "index can be used only when creating devices or when moving device to another netns.");
    }
    if (message.has(LinkAttribute.Group.class) && device == null) {
      if (!words.isEmpty()) {
        throw garbage();
      }
      if (creating) {
        throw tool.exit(255, "group cannot be used when creating devices.");
      }
      type = null;
      return;
    }
    if (creating) {
      finishNew();
    } else {
      finishExisting();
    }
    if (name != null) {
      message.add(new LinkAttribute.Name(name));
    }
  }

  private void checkAddressLength() {
    NetDevice existing = device == null ? null : tool.links().find(device);
    if (existing != null && addressLength != 0 && !creating && addressLength != 6) {
      throw tool.fail(-1, "Invalid address length " + addressLength + " - must be 6 bytes");
    }
  }

  private void finishExisting() {
    if (device == null) {
      throw tool.exit(255, "Not enough information: \"dev\" argument is required.");
    }
    message.setIndex(tool.deviceIndex(device));
    if (device.equals(name)) {
      name = null;
    }
    if (index != 0) {
      message.add(new LinkAttribute.NewIndex(index));
    }
  }

  private void finishNew() {
    if (!Objects.equals(name, device)) {
      throw tool.exit(255, "both \"name\" and \"dev\" cannot be used when creating devices.");
    }
    if (lower != null) {
      message.add(new LinkAttribute.Lower(tool.deviceIndex(lower)));
    }
    message.setIndex(index);
  }

  /// What is said of words behind a complete command.
  Error garbage() {
    return tool.exit(
        255, "Garbage instead of arguments \"" + words.word() + " ...\". Try \"ip link help\".");
  }
}
