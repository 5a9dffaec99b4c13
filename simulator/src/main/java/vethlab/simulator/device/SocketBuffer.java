package vethlab.simulator.device;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.VlanTag;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Step;

/// A frame and what the kernel knows about it beside its octets (`sk_buff`).
///
/// The frame is a value that is replaced and never changed; a [#copy] shares it (`skb_clone`).
/// Every buffer ends by [#drop], [#delivered], or by being handed on.
public final class SocketBuffer implements Forkable {

  private static final int UNKNOWN = -1;

  private EthernetFrame frame;
  private int length = UNKNOWN;
  private NetDevice device;
  private PacketType packetType = PacketType.HOST;
  private int mark;
  private @Nullable Branch branch;
  private @Nullable IdentityHashMap<Class<?>, Attachment> attachments;

  /// What an upper layer keeps with a packet on its way: its connection, its bridge port.
  ///
  /// Known by its class (`skb_ext`).
  public interface Attachment {

    /// The same for the double of the buffer.
    Attachment fork(Fork fork);
  }

  /// A frame at `device`; `branch` is its place in a trace, null where nothing is recorded.
  public SocketBuffer(EthernetFrame frame, NetDevice device, @Nullable Branch branch) {
    this.frame = frame;
    this.device = device;
    this.branch = branch;
  }

  private SocketBuffer(SocketBuffer original, Fork fork) {
    fork.enter(original, this);
    this.frame = original.frame;
    this.device = fork.of(original.device);
    this.packetType = original.packetType;
    this.mark = original.mark;
    if (original.attachments != null) {
      for (Attachment attachment : original.attachments.values()) {
        attach(attachment.fork(fork));
      }
    }
  }

  @Override
  public SocketBuffer fork(Fork fork) {
    return new SocketBuffer(this, fork);
  }

  public EthernetFrame frame() {
    return frame;
  }

  public void setFrame(EthernetFrame other) {
    this.frame = other;
    this.length = UNKNOWN;
  }

  public void setPayload(Payload payload) {
    this.frame = frame.withPayload(payload);
    this.length = UNKNOWN;
  }

  /// Octets from the destination address on, without the outermost tag, which the kernel keeps
  /// beside the data (`skb->len` at a driver).
  public int length() {
    if (length == UNKNOWN) {
      length = EthernetFrame.HEADER_LENGTH + frame.payload().length();
    }
    return length;
  }

  /// Takes off a tag that no VLAN device took: the frame becomes another host's, unless the tag
  /// names no VLAN; then the next one counts (`check_vlan_id` in `__netif_receive_skb_core`).
  void dropTag() {
    VlanTag tag = frame.tag();
    if (tag == null) {
      return;
    }
    while (tag != null && tag.vid() == 0) {
      setFrame(frame.popped());
      tag = frame.tag();
    }
    if (tag != null) {
      setFrame(frame.withTag(null));
      packetType = PacketType.OTHERHOST;
    }
  }

  /// The device it came in on, or is about to leave by.
  public NetDevice device() {
    return device;
  }

  public void setDevice(NetDevice other) {
    this.device = other;
  }

  public PacketType packetType() {
    return packetType;
  }

  public void setPacketType(PacketType type) {
    this.packetType = type;
  }

  /// Sets the packet type of a frame that arrives at `to`, by its destination (`eth_type_trans`).
  void arriveAt(NetDevice to) {
    device = to;
    MacAddress destination = frame.destination();
    if (destination.value() == to.address().value()) {
      packetType = PacketType.HOST;
    } else if (destination.isMulticast()) {
      packetType = destination.isBroadcast() ? PacketType.BROADCAST : PacketType.MULTICAST;
    } else {
      packetType = PacketType.OTHERHOST;
    }
  }

  /// The firewall mark.
  public int mark() {
    return mark;
  }

  public void setMark(int mark) {
    this.mark = mark;
  }

  public void attach(Attachment attachment) {
    if (attachments == null) {
      attachments = new IdentityHashMap<>(2);
    }
    attachments.put(attachment.getClass(), attachment);
  }

  /// What was attached under this class, or null.
  public <A extends Attachment> @Nullable A attachment(Class<A> type) {
    return attachments == null ? null : type.cast(attachments.get(type));
  }

  public void detach(Class<? extends Attachment> type) {
    if (attachments != null) {
      attachments.remove(type);
    }
  }

  /// Forgets what belonged to the device left behind: attachments, and on the way to another
  /// namespace the mark too (`skb_scrub_packet`).
  void scrub(boolean crossing) {
    attachments = null;
    if (crossing) {
      mark = 0;
    }
  }

  /// A copy that is going to leave by `device`.
  public SocketBuffer copyFor(NetDevice to) {
    return copy(branch == null ? "" : "copy to " + to.name());
  }

  /// A copy for another way, with a branch of its own called `title` if a trace is kept.
  public SocketBuffer copy(String title) {
    SocketBuffer copy = new SocketBuffer(frame, device, branch(title, Branch.Relation.COPY));
    copy.packetType = packetType;
    copy.mark = mark;
    copy.length = length;
    if (attachments != null) {
      copy.attachments = new IdentityHashMap<>(attachments);
    }
    return copy;
  }

  /// Whether a trace is kept; ask before building a [Step].
  public boolean isTraced() {
    return branch != null;
  }

  /// Its place in the trace, for packets that are made because of this one.
  public @Nullable Branch branch() {
    return branch;
  }

  private @Nullable Branch branch(String title, Branch.Relation relation) {
    return branch == null ? null : branch.branch(device.core().now(), title, relation);
  }

  /// Adds a step; does nothing where no trace is kept.
  public void trace(Step step) {
    if (branch != null) {
      branch.add(device.core().now(), step);
    }
  }

  /// Ends it: something took it.
  public void delivered(String to) {
    if (branch != null) {
      branch.end(new Ending.Delivered(device.place(), to));
    }
  }

  /// Ends it: others took its place, such as its fragments.
  public void replaced(String by) {
    if (branch != null) {
      branch.end(new Ending.Replaced(device.place(), by));
    }
  }

  /// Ends it: it goes no further. Blames `origin`, or the device's origin if that is null.
  public void drop(DropReason reason, @Nullable Origin origin, @Nullable String missing) {
    device.core().count(reason);
    if (branch != null) {
      end(branch, reason, device.place(), origin, missing);
    }
  }

  /// Ends it at a place that is not its device: at a port of a bridge.
  public void drop(
      DropReason reason, String place, @Nullable Origin origin, @Nullable String missing) {
    device.core().count(reason);
    if (branch != null) {
      end(branch, reason, place, origin, missing);
    }
  }

  /// Notes in the trace that there is no copy for a way it could have gone, and why. Nothing is
  /// dropped, so nothing is counted.
  public void passedOver(
      String title,
      DropReason reason,
      String place,
      @Nullable Origin origin,
      @Nullable String missing) {
    Branch other = branch(title, Branch.Relation.PASSED_OVER);
    if (other != null) {
      end(other, reason, place, origin, missing);
    }
  }

  private void end(
      Branch which,
      DropReason reason,
      String place,
      @Nullable Origin origin,
      @Nullable String missing) {
    Origin blamed = origin == null ? device.origin() : origin;
    which.end(new Ending.Dropped(reason, place, blamed, missing));
  }

  /// Ends it: it goes no further, and the device's own origin is to blame.
  public void drop(DropReason reason) {
    drop(reason, null, null);
  }
}
