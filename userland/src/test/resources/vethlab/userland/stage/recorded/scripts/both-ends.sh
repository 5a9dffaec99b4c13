# a script that works: sleep keeps the namespaces, commands through nsenter -n
unshare --net --uts sleep 1000 &
p1=$!
unshare --net --uts sleep 1000 &
p2=$!
sleep 0.5
nsenter -t $p1 -u hostname netns1
ip link add veth11 netns $p1 type veth peer name veth22 netns $p2
nsenter -t $p1 -n ip addr add 192.168.5.1/24 brd 192.168.5.255 dev veth11
nsenter -t $p1 -n ip link set veth11 up
nsenter -t $p2 -n ip addr add 192.168.5.2/24 brd 192.168.5.255 dev veth22
nsenter -t $p2 -n ip link set veth22 up
nsenter -t $p1 -n ip a s
nsenter -t $p2 -n ping -c2 192.168.5.1
echo "status $?"
kill -9 $p1
echo "killed"
wait $p1
echo "wait $?"
nsenter -t $p2 -n ip -br link
kill $p2
wait
echo "end"
