package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.HardwareAddressList;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IgmpMessage.GroupRecord;
import vethlab.simulator.packet.IgmpMessage.Membership;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Ticks;
import vethlab.simulator.time.Timer;

/// The groups of one device, and when they are reported (`igmp.c`; RFC 3376, 5).
public final class IgmpInterface implements Forkable {

  /// Delays are drawn in ticks.
  private static final Duration TICK = Ticks.duration(1);

  private static final Duration QUERY_INTERVAL = Duration.ofSeconds(125);
  private static final Duration QUERY_RESPONSE_INTERVAL = Duration.ofSeconds(10);

  private final Ipv4Interface on;
  private final Ipv4Stack stack;

  /// The newest first.
  private final List<GroupMembership> groups = new ArrayList<>();

  /// Those left, as long as that is to be reported.
  private final List<GroupMembership> left = new ArrayList<>();

  private @Nullable Timer changeTimer;
  private @Nullable Timer queryTimer;
  private int changeRounds;
  private int robustness;
  private Duration queryInterval = QUERY_INTERVAL;
  private Duration queryResponseInterval = QUERY_RESPONSE_INTERVAL;
  private Duration maximumDelay = QUERY_RESPONSE_INTERVAL;
  private SimTime version1Until = SimTime.ZERO;
  private SimTime version2Until = SimTime.ZERO;

  /// Time to report changes.
  record ChangeReport(IgmpInterface igmp) implements Event {

    @Override
    public void happen() {
      igmp.reportChanges();
    }

    @Override
    public Event fork(Fork fork) {
      return new ChangeReport(fork.of(igmp));
    }
  }

  /// Time to answer a general query.
  record GeneralReport(IgmpInterface igmp) implements Event {

    @Override
    public void happen() {
      igmp.reportAll();
    }

    @Override
    public Event fork(Fork fork) {
      return new GeneralReport(fork.of(igmp));
    }
  }

  /// Time to report one group.
  record GroupReport(IgmpInterface igmp, GroupMembership membership) implements Event {

    @Override
    public void happen() {
      igmp.reportGroup(membership);
    }

    @Override
    public Event fork(Fork fork) {
      return new GroupReport(fork.of(igmp), fork.of(membership));
    }
  }

  IgmpInterface(Ipv4Interface on, Ipv4Stack stack) {
    this.on = on;
    this.stack = stack;
    this.robustness = configuredRobustness();
  }

  private IgmpInterface(IgmpInterface original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.on = fork.of(original.on);
    original.groups.forEach(each -> groups.add(fork.of(each)));
    original.left.forEach(each -> left.add(fork.of(each)));
    this.changeTimer = fork.ofNullable(original.changeTimer);
    this.queryTimer = fork.ofNullable(original.queryTimer);
    this.changeRounds = original.changeRounds;
    this.robustness = original.robustness;
    this.queryInterval = original.queryInterval;
    this.queryResponseInterval = original.queryResponseInterval;
    this.maximumDelay = original.maximumDelay;
    this.version1Until = original.version1Until;
    this.version2Until = original.version2Until;
  }

  @Override
  public IgmpInterface fork(Fork fork) {
    return new IgmpInterface(this, fork);
  }

  Ipv4Stack stack() {
    return stack;
  }

  /// The groups, the one joined last first, as the kernel lists them.
  public ImmutableList<GroupMembership> memberships() {
    return ImmutableList.copyOf(groups);
  }

  /// Whether packets to a group are taken (`ip_check_mc_rcu`).
  boolean accepts(Ipv4Address group) {
    return find(group) != null;
  }

  private @Nullable GroupMembership find(Ipv4Address group) {
    for (GroupMembership each : groups) {
      if (each.group().equals(group)) {
        return each;
      }
    }
    return null;
  }

  // ---- Joining and leaving ----

  /// Joins a group once more (`ip_mc_inc_group`).
  void join(Ipv4Address group) {
    GroupMembership known = find(group);
    if (known != null) {
      known.users++;
      return;
    }
    GroupMembership made = new GroupMembership(group);
    groups.addFirst(made);
    forgetLeaving(made);
    added(made);
  }

  /// Leaves a group once; nothing happens if others are in it still (`__ip_mc_dec_group`).
  void leave(Ipv4Address group) {
    GroupMembership known = find(group);
    if (known != null && --known.users == 0) {
      groups.remove(known);
      dropped(known);
    }
  }

  /// The device came up (`ip_mc_up`).
  void up() {
    robustness = configuredRobustness();
    queryInterval = QUERY_INTERVAL;
    queryResponseInterval = QUERY_RESPONSE_INTERVAL;
    join(Ipv4Address.ALL_HOSTS);
    for (GroupMembership each : List.copyOf(groups)) {
      forgetLeaving(each);
      added(each);
    }
  }

  /// The device goes down (`ip_mc_down`): what it would report goes nowhere.
  void down() {
    List.copyOf(groups).forEach(this::dropped);
    changeRounds = 0;
    changeTimer = stop(changeTimer);
    queryTimer = stop(queryTimer);
    leave(Ipv4Address.ALL_HOSTS);
  }

  /// The device goes away (`ip_mc_destroy_dev`).
  void destroy() {
    down();
    left.clear();
    groups.forEach(GroupMembership::stopTimer);
    groups.clear();
  }

  private void added(GroupMembership membership) {
    filter(membership, true);
    if (!isReported(membership.group()) || on.dead) {
      return;
    }
    membership.unsolicitedLeft = configuredRobustness();
    if (version() < 3) {
      startTimer(membership, 1);
      return;
    }
    membership.changesLeft = robustness;
    changed();
  }

  private void dropped(GroupMembership membership) {
    filter(membership, false);
    if (!isReported(membership.group())) {
      return;
    }
    boolean reporter = membership.reporter;
    membership.stopTimer();
    if (on.dead) {
      return;
    }
    switch (version()) {
      case 1 -> {}
      case 2 -> {
        if (reporter) {
          send(new Membership(Membership.LEAVE, 0, membership.group()), Igmp.ALL_ROUTERS);
        }
      }
      default -> {
        GroupMembership leaving = new GroupMembership(membership.group());
        leaving.changesLeft = robustness;
        left.addFirst(leaving);
        changed();
      }
    }
  }

  /// Has the device take the group's frames in, or no longer (`ip_mc_filter_add`,
  /// `ip_mc_filter_del`).
  private void filter(GroupMembership membership, boolean in) {
    if (membership.filtered == in || on.device().flags().isLoopback()) {
      return;
    }
    membership.filtered = in;
    HardwareAddressList addresses = on.device().receiveFilter().multicast();
    MacAddress address = MacAddress.ofGroup(membership.group());
    if (in) {
      addresses.add(address);
    } else {
      addresses.remove(address);
    }
  }

  private void forgetLeaving(GroupMembership joined) {
    if (left.removeIf(each -> each.group().equals(joined.group()))) {
      joined.changesLeft = robustness;
    }
  }

  /// Whether a group is ever reported: 224.0.0.1 is not.
  private boolean isReported(Ipv4Address group) {
    return !group.equals(Ipv4Address.ALL_HOSTS)
        && (!group.isLocalMulticast() || stack.settings().isOn("igmp_link_local_mcast_reports"));
  }

  private void changed() {
    if (version() == 3) {
      changeRounds = robustness;
      changeTimer = restart(changeTimer, 1, new ChangeReport(this));
    }
  }

  // ---- Reporting ----

  /// A report of what changed, as often as the robustness wants (`igmp_ifc_timer_expire`).
  private void reportChanges() {
    List<GroupRecord> records = new ArrayList<>();
    for (GroupMembership each : List.copyOf(left)) {
      if (each.changesLeft > 0) {
        records.add(record(GroupRecord.CHANGE_TO_INCLUDE, each));
        each.changesLeft--;
      }
      if (each.changesLeft == 0) {
        left.remove(each);
      }
    }
    for (GroupMembership each : groups) {
      if (each.changesLeft > 0) {
        records.add(record(GroupRecord.CHANGE_TO_EXCLUDE, each));
        each.changesLeft--;
      }
    }
    sendReport(records);
    if (changeRounds > 0) {
      changeRounds--;
      changeTimer = restart(changeTimer, ticks(unsolicitedInterval()), new ChangeReport(this));
    }
  }

  private void reportAll() {
    List<GroupRecord> records = new ArrayList<>();
    for (GroupMembership each : groups) {
      if (isReported(each.group())) {
        records.add(record(GroupRecord.MODE_IS_EXCLUDE, each));
      }
    }
    sendReport(records);
  }

  private void reportGroup(GroupMembership membership) {
    if (membership.unsolicitedLeft > 0 && --membership.unsolicitedLeft > 0) {
      startTimer(membership, ticks(unsolicitedInterval()));
    }
    membership.reporter = true;
    Ipv4Address group = membership.group();
    switch (version()) {
      case 1 -> send(new Membership(Membership.REPORT_V1, 0, group), group);
      case 2 -> send(new Membership(Membership.REPORT_V2, 0, group), group);
      default -> sendReport(List.of(record(GroupRecord.MODE_IS_EXCLUDE, membership)));
    }
  }

  private static GroupRecord record(int type, GroupMembership membership) {
    return new GroupRecord(type, membership.group(), ImmutableList.of());
  }

  private void sendReport(List<GroupRecord> records) {
    if (!records.isEmpty()) {
      send(
          new IgmpMessage.Version3Report(ImmutableList.copyOf(records)),
          Igmp.ALL_VERSION_3_ROUTERS);
    }
  }

  private void send(IgmpMessage message, Ipv4Address destination) {
    stack.igmp().send(on, message, destination);
  }

  // ---- Hearing ----

  /// A router asks who is in which group (`igmp_heard_query`).
  void heardQuery(IgmpMessage.Query query) {
    boolean general = query.group().isUnspecified();
    Duration delay;
    if (!query.version3()) {
      Duration compatible = queryInterval.multipliedBy(robustness).plus(queryResponseInterval);
      if (query.maxResponseCode() == 0) {
        delay = QUERY_RESPONSE_INTERVAL;
        version1Until = stack.core().now().plus(compatible);
        general = true;
      } else {
        delay = tenths(query.maxResponseCode());
        version2Until = stack.core().now().plus(compatible);
      }
      changeRounds = 0;
      changeTimer = stop(changeTimer);
      left.clear();
    } else if (version() == 1) {
      delay = QUERY_RESPONSE_INTERVAL;
      general = true;
    } else if (version() == 2) {
      delay = atLeastTick(tenths(Igmp.decode(query.maxResponseCode())));
    } else {
      delay = atLeastTick(tenths(Igmp.decode(query.maxResponseCode())));
      maximumDelay = delay;
      robustness = query.robustness() != 0 ? query.robustness() : configuredRobustness();
      int seconds = Igmp.decode(query.intervalCode());
      queryInterval = seconds == 0 ? QUERY_INTERVAL : Duration.ofSeconds(seconds);
      if (queryResponseInterval.compareTo(queryInterval) >= 0) {
        queryResponseInterval = queryInterval.minusSeconds(1);
      }
      if (general) {
        if (query.sources().isEmpty()) {
          answerLater();
        }
        return;
      }
    }
    for (GroupMembership each : groups) {
      if ((general || each.group().equals(query.group())) && isReported(each.group())) {
        sooner(each, ticks(delay));
      }
    }
  }

  private void answerLater() {
    Duration wait = drawn(ticks(maximumDelay));
    if (queryTimer != null
        && queryTimer.isPending()
        && queryTimer.due().since(stack.core().now()).compareTo(wait) <= 0) {
      return;
    }
    queryTimer = stop(queryTimer);
    queryTimer = stack.core().timeline().schedule(wait, new GeneralReport(this));
  }

  /// Another host reported a group: nobody need repeat it (`igmp_heard_report`).
  void heardReport(Ipv4Address group) {
    GroupMembership known = find(group);
    if (known != null && isReported(group)) {
      known.stopTimer();
    }
  }

  /// Sets a group's timer to at most a delay (`igmp_mod_timer`).
  private void sooner(GroupMembership membership, long maximumTicks) {
    membership.unsolicitedLeft = 0;
    Timer running = membership.timer;
    if (running != null && running.isPending()) {
      Duration rest = running.due().since(stack.core().now());
      if (rest.compareTo(TICK.multipliedBy(maximumTicks)) < 0) {
        return;
      }
      running.cancel();
    }
    startTimer(membership, maximumTicks);
  }

  // ---- Small things ----

  /// 3 unless an older router was heard lately, or a setting says so. The version that it speaks,
  /// as others on the link do: 1 to 3.
  public int version() {
    int forced = on.get(DeviceSetting.FORCE_IGMP_VERSION);
    SimTime now = stack.core().now();
    if (forced == 1 || now.isBefore(version1Until)) {
      return 1;
    }
    return forced == 2 || now.isBefore(version2Until) ? 2 : 3;
  }

  private int configuredRobustness() {
    return (int) stack.settings().number("igmp_qrv");
  }

  private Duration unsolicitedInterval() {
    return Duration.ofMillis(
        on.get(
            version() < 3
                ? DeviceSetting.IGMPV2_UNSOLICITED_REPORT_INTERVAL
                : DeviceSetting.IGMPV3_UNSOLICITED_REPORT_INTERVAL));
  }

  private void startTimer(GroupMembership membership, long maximumTicks) {
    membership.timer = restart(membership.timer, maximumTicks, new GroupReport(this, membership));
  }

  private Timer restart(@Nullable Timer before, long maximumTicks, Event event) {
    stop(before);
    return stack.core().timeline().schedule(drawn(maximumTicks), event);
  }

  /// Two ticks, and up to `maximumTicks` more.
  private Duration drawn(long maximumTicks) {
    return TICK.multipliedBy(stack.core().randomness().below(Math.max(1, maximumTicks)) + 2);
  }

  private static long ticks(Duration duration) {
    return Math.max(1, duration.dividedBy(TICK));
  }

  private static Duration tenths(int code) {
    return Duration.ofMillis(100L * code);
  }

  private static Duration atLeastTick(Duration delay) {
    return delay.compareTo(TICK) < 0 ? TICK : delay;
  }

  private static @Nullable Timer stop(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }
}
