package vethlab.userland.iproute.route;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The words that describe a route, in the order in which they are tried; anything else is its
/// destination.
enum RouteKeyword implements Keyword {
  SRC(full("src")),
  AS(full("as")),
  VIA(full("via")),
  FROM(full("from")),
  TOS(full("tos"), prefix("dsfield")),
  EXPIRES(full("expires")),
  METRIC(prefix("metric"), prefix("priority"), full("preference")),
  SCOPE(full("scope")),
  MTU(full("mtu")),
  HOPLIMIT(full("hoplimit")),
  ADVMSS(full("advmss")),
  REORDERING(prefix("reordering")),
  RTT(full("rtt")),
  RTO_MIN(full("rto_min")),
  WINDOW(prefix("window")),
  CWND(prefix("cwnd")),
  INITCWND(prefix("initcwnd")),
  INITRWND(prefix("initrwnd")),
  FEATURES(prefix("features")),
  QUICKACK(prefix("quickack")),
  CONGCTL(prefix("congctl")),
  RTTVAR(prefix("rttvar")),
  SSTHRESH(prefix("ssthresh")),
  REALMS(prefix("realms")),
  ONLINK(full("onlink")),
  NEXTHOP(full("nexthop")),
  NHID(full("nhid")),
  PROTOCOL(prefix("protocol")),
  TABLE(prefix("table")),
  VRF(prefix("vrf")),
  DEV(full("dev"), full("oif")),
  PREF(prefix("pref")),
  ENCAP(full("encap")),
  TTL_PROPAGATE(full("ttl-propagate")),
  FASTOPEN_NO_COOKIE(prefix("fastopen_no_cookie"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  RouteKeyword(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
