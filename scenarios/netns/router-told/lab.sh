#!/bin/bash
# Two hosts in two networks, and a router between them.
set -e
for name in red blue router; do
  ip netns add $name
  ip -n $name link set lo up
done

connect() { # HOST ADDRESS GATEWAY
  ip link add eth0 netns $1 type veth peer name to-$1 netns router
  ip -n $1 addr add $2/24 dev eth0
  ip -n $1 link set eth0 up
  ip -n router addr add $3/24 dev to-$1
  ip -n router link set to-$1 up
  ip -n $1 route add default via $3
}

connect red 10.0.1.2 10.0.1.1
connect blue 10.0.2.2 10.0.2.1
ip netns exec router sysctl -q -w net.ipv4.ip_forward=1
ip netns exec blue nc -l -k 80 >/dev/null &
sleep 0.1
ip netns exec red ping -c1 10.0.2.2
