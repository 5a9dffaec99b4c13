#!/bin/bash
# Two hosts with addresses of both families on one cable, and a server.
set -e
for name in a b; do
  ip netns add $name
  ip -n $name link set lo up
done
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a addr add 10.0.0.1/24 dev eth0
ip -n b addr add 10.0.0.2/24 dev eth0
ip -n a addr add fd00::1/64 dev eth0
ip -n b addr add fd00::2/64 dev eth0
ip -n a link set eth0 up
ip -n b link set eth0 up
ip netns exec b nc -6 -l -k 80 >/dev/null &
sleep 2
ip netns exec a ping -c1 fd00::2
