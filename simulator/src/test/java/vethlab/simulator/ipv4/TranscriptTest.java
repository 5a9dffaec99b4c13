package vethlab.simulator.ipv4;

import org.junit.jupiter.api.Test;

/// Sessions with `ip` on Linux 6.1, replayed. The files say how they were made.
class TranscriptTest {

  @Test
  void addresses_bring_and_take_their_routes() {
    Ipv4Lab lab = new Ipv4Lab();
    Ipv4Lab.Host root = lab.host("root");
    lab.cable(root, "v1", root, "v2");
    Transcript.of("addresses.txt").replay(lab, root);
  }

  @Test
  void routes_and_rules_change_and_are_listed_as_by_ip() {
    Ipv4Lab lab = new Ipv4Lab();
    Ipv4Lab.Host root = lab.host("root");
    lab.cable(root, "v1", root, "v2");
    lab.dummy(root, "d1");
    Transcript.of("routes.txt").replay(lab, root);
  }

  @Test
  void neighbours_are_set_and_forgotten_as_by_ip() {
    Ipv4Lab lab = new Ipv4Lab();
    Ipv4Lab.Host root = lab.host("root");
    lab.cable(root, "v1", root, "v2");
    Transcript.of("neighbours.txt").replay(lab, root);
  }

  @Test
  void addresses_age_and_odd_ones_are_taken_as_by_ip() {
    Ipv4Lab lab = new Ipv4Lab();
    Ipv4Lab.Host root = lab.host("root");
    lab.cable(root, "v1", root, "v2");
    Transcript.of("lifetimes.txt").replay(lab, root);
  }

  @Test
  void settings_are_read_written_and_refused_as_by_sysctl() {
    Ipv4Lab lab = new Ipv4Lab();
    lab.host("root");
    Ipv4Lab.Host a = lab.host("a");
    lab.cable(a, "v1", a, "v2");
    lab.dummy(a, "d1");
    Transcript.of("settings.txt").replay(lab, a);
  }

  @Test
  void tables_rules_and_default_routes_are_chosen_as_by_ip_route_get() {
    Ipv4Lab lab = new Ipv4Lab();
    Ipv4Lab.Host root = lab.host("root");
    lab.cable(root, "v1", root, "v2");
    lab.cable(root, "v3", root, "v4");
    Transcript.of("choices.txt").replay(lab, root);
  }
}
