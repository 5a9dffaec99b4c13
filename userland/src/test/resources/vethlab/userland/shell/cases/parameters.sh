x=hello; e=; unset u
echo ${x:-d} ${e:-d} ${e-d} ${u:-d} ${u-d}
echo "[${x:+a}]" "[${e:+a}]" "[${e+a}]" "[${u:+a}]" "[${u+a}]"
echo ${u:=new} $u ${v=other} $v
echo ${#x} ${#e} ${#nope}
f=/path/to/file.tar.gz
echo ${f##*/} ${f#*/} ${f%.*} ${f%%.*} ${f%/*}
echo ${x:1} ${x:1:2} ${x: -2} ${x:(-3):2} ${x:0:-1} ${x:9} "[${x:5}]"
echo ${x/l/L} ${x//l/L} ${x/#h/H} ${x/%o/O} ${x/l} ${x//l/} ${x/z/q}
echo ${x^} ${x^^} ${x^^[el]} ; y=HELLO; echo ${y,} ${y,,} ${y,,[EL]} ${x~} ${x~~}
n=x; echo ${!n} ${!n:-q} ${!n/l/L}
abc1=1 abc2=2; echo ${!abc*} "${!abc@}"
echo ${x@Q} ${x@U} ${x@u} ${y@L} "${f@Q}"
q="it's"; echo "${q@Q}"
t=$'a\tb'; echo "${t@Q}"
set -- a "b c" d
echo $# $1 "$2" "$3" ${#} ${@} "${*}"
printf '<%s>' "$@"; echo; printf '<%s>' $@; echo; printf '<%s>' "$*"; echo; printf '<%s>' $*; echo
printf '<%s>' "x$@y"; echo
printf '<%s>' "${@:2}" ; echo; printf '<%s>' "${@:2:1}" "${@: -1}"; echo; printf '<%s>' "${@:0:1}"; echo
printf '<%s>' "${@/b/B}" "${*#a}"; echo
IFS=,; echo "$*"; echo $*; unset IFS
set --
printf '<%s>' "$@"; echo; printf '<%s>' "x$@"; echo; printf '<%s>' "$*"; echo
set -- 1 2 3 4 5 6 7 8 9 10 11 12
echo $10 ${10} ${11} ${#}
shift 3; echo $1 $#
shift; echo $1; shift 20; echo $? $1
echo "${x/e/[&]}" "${x/e/[\&]}" "${x//[el]/<&>}" "${x/ell/\\&}"
r='&'; echo "${x/e/$r}" "${x/e/"$r"}"
echo ${x:?no} ; (echo ${u2:?is not set}; echo not reached); echo $?
(echo ${u2?}); echo $?
echo ${x%%[a-e]*} ${x##[!h]} ${x#?} ${x%?}
star='*'; echo "${star}" ; v='a*b'; echo "${v%\**}" "${v%"*"*}" "${v#*$star}"
echo "${x-a}" "${x+b c}" ${x+"b c"} ${x+b c}
z="a b c"; for w in ${z}; do echo "[$w]"; done; for w in "${z}"; do echo "[$w]"; done
p=/a/b; echo ${p//\//_} ${p////-}
echo ${x:$((1+1))} ${x:n2:1} "${x:${#x}-1}"
