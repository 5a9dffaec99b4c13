trap 'echo bye $?' EXIT
trap 'echo usr1' USR1
kill -USR1 $$; echo after
trap -p
trap '' USR2; kill -USR2 $$; echo ignored
trap - USR2; trap -p USR1
f() { trap 'echo fexit' RETURN; echo in f; }; f; trap - RETURN
(trap 'echo sub exit' EXIT; echo in sub); echo after sub
(echo no trap inherited)
trap 'echo line $LINENO' ERR; false
trap - ERR
trap 'echo int' INT; kill -INT $$; echo still
(kill -TERM $BASHPID; echo no); echo $?
trap 'x=1; echo "trap args: $1"' HUP; set -- arg; kill -HUP $$; echo $x
bash -c 'trap "echo child exit" EXIT; exit 5'; echo $?
bash -c 'trap "exit 7" EXIT; exit 5'; echo $?
bash -c 'trap "echo t; exit 3" TERM; kill -TERM $$; sleep 1; echo no'; echo $?
trap BADSIG 2>&1; trap 'x' NOSIG; echo $?
trap 2>&1
trap 'echo debug' DEBUG; true; trap - DEBUG
exit 4
