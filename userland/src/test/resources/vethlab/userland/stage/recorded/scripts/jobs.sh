# what a non-interactive bash says about background jobs (stdin is /dev/null)
sleep 100 &
echo "bg $!"
jobs
kill -9 %1
wait %1
echo "wait $?"
sleep 100 &
kill $!
sleep 0.3
echo after
jobs
unshare --net --uts /bin/bash &
p=$!
sleep 0.5
jobs -l
# (a line was taken out here)
wait $p; echo "wait $?"
nsenter -t $p -n true; echo "[exit $?]"
nsenter -t $p -u -n /bin/bash; echo "[exit $?]"
ip link add a1 netns $p type veth peer name b1; echo "[exit $?]"
nsenter -t $$ -n /bin/bash <<< 'echo inner $0 $-; exit 3'; echo "[exit $?]"
echo "flags $- arg0 $0"
alias ll='ls -l'; ll / >/dev/null; echo "[exit $?]"
