#!/bin/bash
# Two switches with two cables between them: a loop that the spanning tree breaks after 30 seconds.
set -e
for name in left right sw1 sw2; do ip netns add $name; done
ip link add eth0 netns left type veth peer name host netns sw1
ip link add eth0 netns right type veth peer name host netns sw2
ip link add cable1 netns sw1 type veth peer name cable1 netns sw2
ip link add cable2 netns sw1 type veth peer name cable2 netns sw2
for switch in sw1 sw2; do
  ip -n $switch link add br0 type bridge stp_state 1
  for port in host cable1 cable2; do
    ip -n $switch link set $port master br0
    ip -n $switch link set $port up
  done
  ip -n $switch link set br0 up
done
ip -n left addr add 10.0.0.1/24 dev eth0
ip -n right addr add 10.0.0.2/24 dev eth0
for host in left right; do
  ip -n $host link set lo up
  ip -n $host link set eth0 up
done
