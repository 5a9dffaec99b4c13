# Experiment 2 with the other commands that the text names: the bridge made and filled by "ip".
# Typed into a root shell of the host "mytux"; `#@` lines say what happens at the keyboard.
unshare --net --uts /bin/bash &
export pid_netns1=$!
nsenter -t $pid_netns1 -u hostname netns1
unshare --net --uts /bin/bash &
export pid_netns2=$!
nsenter -t $pid_netns2 -u hostname netns2
unshare --net --uts /bin/bash &
export pid_netns3=$!
nsenter -t $pid_netns3 -u hostname netns3
nsenter -t $pid_netns3 -u -n /bin/bash
ip link add name brx type bridge
ip link set brx up
exit 
ip link add veth11 netns $pid_netns1 type veth peer name veth13 netns $pid_netns3
ip link add veth22 netns $pid_netns2 type veth peer name veth23 netns $pid_netns3
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
nsenter -t $pid_netns3 -u -n /bin/bash
ip link set veth13 up
ip link set veth23 up
ip link set dev veth13 master brx
ip link set dev veth23 master brx
exit

# A look at the interfaces and the bridge.
#@ terminal three
nsenter -t $pid_netns3 -u -n /bin/bash
brctl show brx
ip a s
bridge link
ip -d a s

# Connectivity.
#@ terminal one
nsenter -t $pid_netns1 -u -n /bin/bash
ip a s 
ping 192.168.5.2
#@ wait 2.5s
#@ key ^C

# What goes when the shell of netns2 is killed: its end of the cable, and so the port of the bridge.
#@ terminal main
kill -9 $pid_netns2
#@ terminal three
ip a s
bridge link
brctl show
#@ terminal one
ping 192.168.5.2 -c1
