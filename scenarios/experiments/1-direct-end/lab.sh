# Experiment 1, afterwards: what goes when the background shells of the namespaces are killed.
# Typed into a root shell of the host "mytux"; `#@` lines say what happens at the keyboard.
unshare --net --uts /bin/bash &
export pid_netns1=$!
nsenter -t $pid_netns1 -u hostname netns1
unshare --net --uts /bin/bash &
export pid_netns2=$!
nsenter -t $pid_netns2 -u hostname netns2
ip link add veth11 netns $pid_netns1 type veth peer name veth22 netns $pid_netns2
nsenter -t $pid_netns1 -u -n /bin/bash
ip addr add 192.168.5.1/24 brd 192.168.5.255 dev veth11
ip link set veth11 up
exit
nsenter -t $pid_netns2 -u -n /bin/bash
ip addr add 192.168.5.2/24 brd 192.168.5.255 dev veth22
ip link set veth22 up
exit
jobs

# netns1 has no other process: it goes, and its end of the cable takes the other one along.
kill -9 $pid_netns1
nsenter -t $pid_netns2 -u -n ip a s

# A shell in another terminal keeps netns2 alive.
#@ terminal two
nsenter -t $pid_netns2 -u -n /bin/bash
ip link add vethx type veth peer name vethy
#@ terminal main
kill -9 $pid_netns2
lsns -t net -t uts
#@ terminal two
ip link
exit
#@ terminal main
lsns -t net -t uts
