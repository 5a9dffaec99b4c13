echo $$ > /dev/null; [ $$ = $BASHPID ] && echo same; (  [ $$ = $BASHPID ] || echo differs ); echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL))
echo $- $0 $# $? ${BASH_SOURCE[0]} $LINENO
echo $LINENO
f() { echo $LINENO ${FUNCNAME[0]}; }
f
x=$(echo $LINENO); echo $x
echo "$BASH_VERSION" | cut -d. -f1,2; echo $SHLVL $UID $EUID $HOSTTYPE $OSTYPE "${BASH_VERSINFO[0]}" $PPID > /dev/null
RANDOM=42; echo $RANDOM $RANDOM $RANDOM; SECONDS=5; [ $SECONDS -ge 5 ] && echo sec
sleep 0.01 & p=$!; wait $p; echo $?; (exit 3) & wait $!; echo $?; wait 99999; echo $?
sleep 5 & kill $!; wait $!; echo $?; sleep 5 & kill -9 $!; wait $! 2>/dev/null; echo $?
jobs; sleep 0.05 & jobs | sed 's/  */ /g'; wait; jobs
kill -0 $$; echo $?; kill -l 9; kill -l TERM; kill -l 137; kill -s NOPE 1; kill; echo $?
{ echo a; echo b; } | { read x; read y; echo $y $x; }; echo $x
echo x | { cat; echo after; } | tr x y; yes 2>/dev/null | head -2
a=1 b=$a; echo $b; a=1; a=2 b=$a; echo $b; A=1 B=2 env | grep '^[AB]=' | sort
: ${unset_var:=assigned}; echo $unset_var; echo ${x:-$(echo cmd)}
echo one; echo two; # comment
echo three # comment
	echo tabbed
echo line \
  continued
echo "multi
line"; echo $LINENO
cat <<EOF > /dev/null
1
2
EOF
echo $LINENO
if true; then
  echo $LINENO
fi
nocmd arg; echo $?
./nofile; echo $?; /tmp; echo $?; echo 'echo script $1' > sc; ./sc; echo $?; chmod +x sc; ./sc a; bash sc b; printf '#!/bin/bash\necho shebang $0 $1\n' > sb; chmod +x sb; ./sb c; printf '#!/nope\n' > bad; chmod +x bad; ./bad; echo $?
"" ; echo $?; $empty; echo $?; $(true); echo $?; $(false); echo $?
bash -c 'echo $0 $1 $#' zero one two; bash -c 'exit 3'; echo $?; bash -c 'nope'; bash -c 'echo $-'; echo 'echo from stdin $0 $-' | bash; echo 'read x; echo got $x
data' | bash; bash -c 'syntax (' ; echo $?; bash nofile; echo $?; bash -x -c 'echo traced'; bash -e -c 'false; echo no'; echo $?
(exit 5); echo $?; ( (exit 6) ); echo $?; { (exit 7); }; echo $?
echo $(exit 3)$?; x=$(exit 4); echo $?; x=1 y=$(exit 5); echo $?; true $(false); echo $?
printf '%s\n' {1..3} | while read n; do echo -n "$n,"; done; echo
echo a | read v; echo "[$v]"; read v < <(echo psub); echo $v; cat <(echo p1) <(echo p2)
exec 9>&1; echo nine >&9; exec 9>&-; (exec echo replaced; echo no)
exec true_not_found
echo no
