package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.MutableClassToInstanceMap;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What someone wants of a link (`RTM_NEWLINK`, `RTM_DELLINK`): which one, flags, attributes.
///
/// Of an attribute given twice the last one counts.
public final class LinkMessage {

  /// A flag that can be asked for (`IFF_*`).
  public enum Flag {
    UP,
    PROMISCUOUS,
    ALL_MULTICAST,
    MULTICAST,
    NO_ARP,
    DYNAMIC,
    NO_TRAILERS
  }

  private final MutableClassToInstanceMap<LinkAttribute> attributes =
      MutableClassToInstanceMap.create();
  private final Map<Flag, Boolean> flags = new EnumMap<>(Flag.class);
  private int index;

  /// The index of the link that is meant, or is to be made; 0 if it is known by other means.
  public int index() {
    return index;
  }

  public LinkMessage setIndex(int number) {
    index = number;
    return this;
  }

  public LinkMessage set(Flag flag, boolean on) {
    flags.put(flag, on);
    return this;
  }

  /// The flags to be changed, and to what.
  public ImmutableMap<Flag, Boolean> flags() {
    return ImmutableMap.copyOf(flags);
  }

  public LinkMessage add(LinkAttribute attribute) {
    put(attribute.getClass(), attribute);
    return this;
  }

  private <A extends LinkAttribute> void put(Class<A> type, LinkAttribute attribute) {
    attributes.putInstance(type, type.cast(attribute));
  }

  /// The attribute of a type, or null if there is none.
  public <A extends LinkAttribute> @Nullable A get(Class<A> type) {
    return attributes.getInstance(type);
  }

  public boolean has(Class<? extends LinkAttribute> type) {
    return attributes.containsKey(type);
  }
}
