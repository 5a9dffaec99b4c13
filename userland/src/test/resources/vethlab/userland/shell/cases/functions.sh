f() { echo "$# $1 $2 $*"; }
f; f a; f a "b c"
x=global; g() { local x=local; echo $x; h; }; h() { echo "h sees $x"; x=changed; }; g; echo $x
h2() { x=glob2; }; h2; echo $x
r() { return $1; }; r 3; echo $?; r 300; echo $?; r; echo $?
rec() { if [ $1 -le 0 ]; then echo done; else echo $1; rec $(($1-1)); fi; }; rec 3
fact() { if (( $1 <= 1 )); then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }; fact 10
v() { local a b=2 c; a=1; c=3; echo $a $b $c; }; v; echo "[$a$b$c]"
w() { local IFS=:; echo "$*"; }; w 1 2 3; echo "$*"
args() { for a in "$@"; do echo "<$a>"; done; }; args "a b" '' c
out() { echo stdout; echo stderr >&2; }; out 2>/dev/null; out >/dev/null; y=$(out 2>&1); echo "$y"
fr() { cat; } 2>/dev/null; 
redir() { echo to file; } > out.txt; redir; cat out.txt
sub() ( x=insub; echo $x; exit 4 ); sub; echo $? $x
nested() { inner() { echo inner; }; inner; }; nested; inner
unset -f inner; inner 2>/dev/null || echo gone
type f
declare -f r
declare -F f r
echo() { builtin echo "wrapped: $*"; }; echo hi; unset -f echo; echo hi
caller_test() { echo "${FUNCNAME[0]} ${FUNCNAME[1]} ${BASH_LINENO[0]} $LINENO"; }; ct2() { caller_test; }; ct2
retval() { local v; v=$(echo 5; return 7); echo $v $?; }; retval
lx() { local v=$(exit 3); echo $?; local w; w=$(exit 3); echo $?; }; lx
dyn() { local d=1; dyn2; echo $d; }; dyn2() { d=2; }; dyn; echo "[$d]"
un() { local u=1; unset u; echo "[$u]"; }; u=out; un; echo $u
shiftf() { shift; echo $1 $#; }; shiftf a b c; set -- 1 2; shiftf x y; echo $#
fn-dash() { echo dash; }; fn-dash
ret_last() { false; return; }; ret_last; echo $?
export -f f; bash -c 'f from child'
local z 2>&1
return 3 2>&1; echo $?
default() { echo ${1:-none} ${2-unset}; }; default; default '' x
ex() { exit 9; echo no; }; (ex); echo $?
cond() { [ "$1" = y ]; }; if cond y; then echo yes; fi; cond n || echo no
pre() { echo "$V"; }; V=temp pre; echo "[$V]"
