# Experiment 1: connect two namespaces directly.
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
ip link set lo up
ip a s
exit
nsenter -t $pid_netns2 -u -n /bin/bash
ip addr add 192.168.5.2/24 brd 192.168.5.255 dev veth22
ip link set veth22 up
ip a s
exit
lsns -t net -t uts

# The role of lo: without it netns2 cannot even ping itself.
#@ terminal two
nsenter -t $pid_netns2 -u -n /bin/bash
ping 192.168.5.2
#@ wait 1.5s
#@ key ^C
ip link set lo up
ping 192.168.5.2 -c2

# Nor can the two ends of a cable in one namespace reach each other. lo is up in netns1 since the
# set-up, and the text has it down here.
#@ terminal three
nsenter -t $pid_netns1 -u -n /bin/bash
ip link set lo down
ip link add vethx type veth peer name vethy 
ip addr add 192.168.20.1/24 brd 192.168.20.255 dev vethx 
ip addr add 192.168.20.2/24 brd 192.168.20.255 dev vethy 
ip link set vethx up
ip link set vethy up
ping 192.168.20.2 -I 192.168.20.1
#@ wait 3.5s
#@ key ^C
ip link set lo up
ping 192.168.20.2 -I 192.168.20.1
#@ wait 1.5s
#@ key ^C

# From netns2 to netns1.
#@ terminal two
ip a s
ping 192.168.5.1
#@ wait 2.5s
#@ key ^C

# And vice versa: from inside netns1 into netns2.
#@ terminal main
nsenter -t $pid_netns1 -u -n /bin/bash
nsenter -t $pid_netns2 -u -n /bin/bash
ping 192.168.5.2 -c2
exit
exit
