set -x
echo a "b c" 'd$e' ''
x=5
y="a b" z=
for i in 1 2; do :; done
if [ $x -eq 5 ]; then true; fi
[[ $x == 5 && $y == a* ]]
(( x > 3 ))
case $x in 5) echo five;; esac
f() { echo in $1; }
f arg
(echo sub)
echo $(echo inner)
a=(1 2 "3 4")
echo "${a[@]}"
V=1 true
while false; do :; done
! true
x=$((x+1))
echo a > /dev/null
PS4='+ $LINENO: '
echo pid
set +x
echo off
