package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.HardwareAddressList;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Ticks;
import vethlab.simulator.time.Timer;

/// The groups that a device listens to, and what it tells routers about them (MLD, RFC 3810;
/// `net/ipv6/mcast.c`).
///
/// A change is reported at once and `mld_qrv` - 1 times more, each time after a random wait; a
/// change in the meantime joins the same report. All groups are joined for all sources.
final class MulticastListener implements Forkable {

  /// What `net.ipv6.mld_qrv` is, and the robustness until a querier says otherwise.
  static final int ROBUSTNESS = 2;

  private static final Duration QUERY_INTERVAL = Duration.ofSeconds(125);
  private static final Duration QUERY_RESPONSE_INTERVAL = Duration.ofSeconds(10);

  /// The shortest wait: the kernel adds two ticks to every random one.
  private static final long LEAST_TICKS = 2;

  /// A group left, and how many reports of that are still to be sent.
  private record Departure(Ipv6Address group, int changes) {}

  /// What a listener's timer is for.
  private enum Purpose {
    /// Changes are to be reported (`mld_ifc_work`).
    CHANGES,
    /// A general query is to be answered (`mld_gq_work`).
    GENERAL_QUERY,
    /// All is to be reported again under the new link-local address (`mld_dad_work`).
    ADDRESS
  }

  private record Due(MulticastListener listener, Purpose purpose) implements Event {

    @Override
    public void happen() {
      switch (purpose) {
        case CHANGES -> listener.changesDue();
        case GENERAL_QUERY -> listener.generalQueryDue();
        case ADDRESS -> listener.addressDue();
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(listener), purpose);
    }
  }

  private final Ipv6Device owner;

  /// Newest first.
  private final List<ListenerMembership> memberships = new ArrayList<>();

  /// Newest first.
  private final List<Departure> departures = new ArrayList<>();

  private int robustness = ROBUSTNESS;
  private Duration queryInterval = QUERY_INTERVAL;
  private Duration queryResponseInterval = QUERY_RESPONSE_INTERVAL;
  private SimTime version1Until = SimTime.ZERO;
  private int changeRounds;
  private int addressRounds;
  private @Nullable Timer changeTimer;
  private @Nullable Timer queryTimer;
  private @Nullable Timer addressTimer;

  MulticastListener(Ipv6Device owner) {
    this.owner = owner;
  }

  private MulticastListener(MulticastListener original, Fork fork) {
    fork.enter(original, this);
    this.owner = fork.of(original.owner);
    original.memberships.forEach(each -> memberships.add(fork.of(each)));
    this.departures.addAll(original.departures);
    this.robustness = original.robustness;
    this.queryInterval = original.queryInterval;
    this.queryResponseInterval = original.queryResponseInterval;
    this.version1Until = original.version1Until;
    this.changeRounds = original.changeRounds;
    this.addressRounds = original.addressRounds;
    this.changeTimer = fork.ofNullable(original.changeTimer);
    this.queryTimer = fork.ofNullable(original.queryTimer);
    this.addressTimer = fork.ofNullable(original.addressTimer);
  }

  @Override
  public MulticastListener fork(Fork fork) {
    return new MulticastListener(this, fork);
  }

  // ---- Joining and leaving ----

  /// Joins a group, or joins it once more (`ipv6_dev_mc_inc`).
  void join(Ipv6Address group) {
    ListenerMembership known = find(group);
    if (known != null) {
      known.users++;
      return;
    }
    ListenerMembership membership = new ListenerMembership(this, group);
    memberships.addFirst(membership);
    forgetDeparture(membership);
    announce(membership);
  }

  /// Leaves a group as often as it was joined (`ipv6_dev_mc_dec`); does nothing if it was not.
  void leave(Ipv6Address group) {
    ListenerMembership membership = find(group);
    if (membership != null && --membership.users == 0) {
      memberships.remove(membership);
      dropped(membership);
    }
  }

  boolean isMember(Ipv6Address group) {
    return find(group) != null;
  }

  /// The groups, newest first, with how often each was joined.
  ImmutableList<Ipv6Stack.Group> groups() {
    return memberships.stream()
        .map(each -> new Ipv6Stack.Group(each.group, each.users))
        .collect(ImmutableList.toImmutableList());
  }

  /// The device works, or works again: all groups are announced as if new (`ipv6_mc_up`).
  void start() {
    robustness = ROBUSTNESS;
    queryInterval = QUERY_INTERVAL;
    queryResponseInterval = QUERY_RESPONSE_INTERVAL;
    version1Until = SimTime.ZERO;
    for (ListenerMembership membership : memberships) {
      forgetDeparture(membership);
      announce(membership);
    }
  }

  /// The device goes down: nothing more is sent (`ipv6_mc_down`).
  void stop() {
    memberships.forEach(this::dropped);
    stopChanges();
    queryTimer = cancelled(queryTimer);
    addressTimer = cancelled(addressTimer);
  }

  /// The device goes away (`ipv6_mc_destroy_dev`).
  void destroy() {
    stop();
    memberships.clear();
    departures.clear();
  }

  /// A first link-local address can be used: what was reported without one is reported again
  /// (`ipv6_mc_dad_complete`).
  void linkLocalUsable() {
    addressRounds = robustness;
    addressDue();
  }

  private void announce(ListenerMembership membership) {
    filter(membership, true);
    if (!owner.device().isUp() || !membership.isReported()) {
      return;
    }
    if (isVersion1()) {
      joinVersion1(membership);
      return;
    }
    membership.changes = robustness;
    changed();
  }

  private void dropped(ListenerMembership membership) {
    filter(membership, false);
    if (!membership.isReported()) {
      return;
    }
    if (!owner.isDead()) {
      if (isVersion1()) {
        if (membership.lastReporter) {
          ListenerReports.sendVersion1(owner, Icmpv6Message.MLD_DONE, membership.group);
        }
      } else {
        departures.addFirst(new Departure(membership.group, robustness));
        changed();
      }
    }
    membership.cancelTimer();
  }

  /// Has the device take the group's frames in, or no longer (`MAF_LOADED`).
  private void filter(ListenerMembership membership, boolean in) {
    if (membership.filtered == in
        || AddressScope.of(membership.group) < AddressScope.LINK_LOCAL
        || owner.device().flags().isLoopback()) {
      return;
    }
    membership.filtered = in;
    HardwareAddressList addresses = owner.device().receiveFilter().multicast();
    MacAddress address = MacAddress.ofGroup(membership.group);
    if (in) {
      addresses.add(address);
    } else {
      addresses.remove(address);
    }
  }

  private void forgetDeparture(ListenerMembership membership) {
    if (departures.removeIf(each -> each.group.equals(membership.group))) {
      membership.changes = robustness;
    }
  }

  // ---- Reports of changes ----

  private void changed() {
    if (!isVersion1()) {
      changeRounds = robustness;
      changeTimer = restarted(changeTimer, Purpose.CHANGES, 1);
    }
  }

  private void changesDue() {
    List<Icmpv6Message.GroupRecord> records = new ArrayList<>();
    for (Departure departure : departures) {
      records.add(
          ListenerReports.record(IgmpMessage.GroupRecord.CHANGE_TO_INCLUDE, departure.group));
    }
    departures.replaceAll(each -> new Departure(each.group, each.changes - 1));
    departures.removeIf(each -> each.changes == 0);
    for (ListenerMembership membership : memberships) {
      if (membership.changes > 0) {
        membership.changes--;
        if (membership.isReported()) {
          records.add(
              ListenerReports.record(IgmpMessage.GroupRecord.CHANGE_TO_EXCLUDE, membership.group));
        }
      }
    }
    ListenerReports.send(owner, records);
    if (changeRounds > 0 && --changeRounds > 0) {
      changeTimer = restarted(changeTimer, Purpose.CHANGES, unsolicitedTicks());
    }
  }

  private void addressDue() {
    if (!isVersion1()) {
      sendAll(IgmpMessage.GroupRecord.CHANGE_TO_EXCLUDE);
    }
    if (addressRounds > 0 && --addressRounds > 0) {
      addressTimer = restarted(addressTimer, Purpose.ADDRESS, unsolicitedTicks());
    }
  }

  private void stopChanges() {
    changeRounds = 0;
    changeTimer = cancelled(changeTimer);
  }

  // ---- Queries ----

  /// Takes a query whose packet was checked (`__mld_query_work`).
  void receive(Icmpv6Message.MldQuery query) {
    long maxTicks;
    if (!query.version2() || isVersion1()) {
      if (forcedVersion() == 2) {
        return;
      }
      maxTicks = Math.max(1, Ticks.ofMillis(query.maxResponseCode()));
      if (!query.version2()) {
        version1Until =
            owner.now().plus(queryInterval.multipliedBy(robustness)).plus(queryResponseInterval);
      }
      queryTimer = cancelled(queryTimer);
      stopChanges();
      departures.clear();
    } else {
      maxTicks = Math.max(1, Ticks.ofMillis(floatingPoint(query.maxResponseCode(), 15, 12)));
      learn(query);
      if (query.group().isUnspecified()) {
        if (query.sources().isEmpty()) {
          queryTimer = restarted(queryTimer, Purpose.GENERAL_QUERY, maxTicks);
        }
        return;
      }
    }
    for (ListenerMembership membership : memberships) {
      if (query.group().isUnspecified() || query.group().equals(membership.group)) {
        queried(membership, maxTicks);
      }
    }
  }

  /// Another host reported the group in version 1: this one need not (`__mld_report_work`).
  void heardVersion1Report(Ipv6Address group) {
    ListenerMembership membership = find(group);
    if (membership != null) {
      membership.cancelTimer();
      membership.lastReporter = false;
    }
  }

  private void learn(Icmpv6Message.MldQuery query) {
    if (query.robustness() > 0) {
      robustness = Math.max(query.robustness(), ROBUSTNESS);
    }
    queryInterval = Duration.ofSeconds(floatingPoint(query.intervalCode(), 7, 4));
    queryResponseInterval = Duration.ofMillis(floatingPoint(query.maxResponseCode(), 15, 12));
  }

  private void queried(ListenerMembership membership, long maxTicks) {
    if (!membership.isReported()) {
      return;
    }
    Timer running = membership.timer;
    if (running != null && running.isPending()) {
      Duration left = running.due().since(owner.now());
      if (left.compareTo(Ticks.duration(maxTicks)) < 0) {
        return;
      }
      running.cancel();
    }
    membership.timer = scheduled(new ListenerMembership.Due(membership), random(maxTicks));
  }

  private void generalQueryDue() {
    sendAll(IgmpMessage.GroupRecord.MODE_IS_EXCLUDE);
  }

  void groupDue(ListenerMembership membership) {
    if (isVersion1()) {
      ListenerReports.sendVersion1(owner, Icmpv6Message.MLD_REPORT, membership.group);
    } else {
      ListenerReports.send(
          owner,
          List.of(
              ListenerReports.record(IgmpMessage.GroupRecord.MODE_IS_EXCLUDE, membership.group)));
    }
    membership.lastReporter = true;
  }

  private void joinVersion1(ListenerMembership membership) {
    ListenerReports.sendVersion1(owner, Icmpv6Message.MLD_REPORT, membership.group);
    Timer running = membership.timer;
    if (running == null || !running.isPending()) {
      membership.timer =
          scheduled(new ListenerMembership.Due(membership), random(unsolicitedTicks()));
    }
    membership.lastReporter = true;
  }

  /// A code whose highest bit makes it mantissa and exponent (RFC 3810, 5.1.3 and 5.1.9).
  ///
  /// @param top the number of the highest bit
  /// @param mantissaBits how many low bits are the mantissa
  private static long floatingPoint(int code, int top, int mantissaBits) {
    if (code >>> top == 0) {
      return code;
    }
    int mantissa = (code & (1 << mantissaBits) - 1) | 1 << mantissaBits;
    int exponent = code >>> mantissaBits & 7;
    return (long) mantissa << (exponent + 3);
  }

  // ---- Versions ----

  private boolean isVersion1() {
    long forced = forcedVersion();
    return forced == 1 || (forced != 2 && owner.now().isBefore(version1Until));
  }

  private long forcedVersion() {
    long forced = owner.all().get(DeviceSetting.FORCE_MLD_VERSION);
    return forced != 0 ? forced : owner.settings().get(DeviceSetting.FORCE_MLD_VERSION);
  }

  private long unsolicitedTicks() {
    DeviceSetting interval =
        isVersion1()
            ? DeviceSetting.MLDV1_UNSOLICITED_REPORT_INTERVAL
            : DeviceSetting.MLDV2_UNSOLICITED_REPORT_INTERVAL;
    return Math.max(1, Ticks.ofMillis(owner.settings().get(interval)));
  }

  // ---- Sending ----

  private void sendAll(int type) {
    ListenerReports.send(
        owner,
        memberships.stream()
            .filter(ListenerMembership::isReported)
            .map(each -> ListenerReports.record(type, each.group))
            .toList());
  }

  // ---- Helpers ----

  private @Nullable ListenerMembership find(Ipv6Address group) {
    Predicate<ListenerMembership> same = each -> each.group.equals(group);
    return memberships.stream().filter(same).findFirst().orElse(null);
  }

  private Timer restarted(@Nullable Timer running, Purpose purpose, long randomTicks) {
    cancelled(running);
    return scheduled(new Due(this, purpose), random(randomTicks) + LEAST_TICKS);
  }

  private Timer scheduled(Event event, long ticks) {
    return owner.device().core().timeline().schedule(Ticks.duration(ticks), event);
  }

  private long random(long ticks) {
    return owner.device().core().randomness().below(ticks);
  }

  private static @Nullable Timer cancelled(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }
}
