cd /; pwd; cd tmp; pwd; cd -; cd ~; pwd; cd /nope; echo $?; cd /tmp/../usr/bin/..; pwd; cd; echo $PWD $OLDPWD
cd /tmp; mkdir d 2>/dev/null; cd a b; echo $?; cd ''; pwd; cd /tmp/lab.sh; echo $?
echo -n a; echo -e 'x\ty\n\x41\0101\c hidden'; echo; echo -E 'a\tb'; echo -ne 'a\n'; echo -z; echo -- a; echo -n; echo "-n" b; echo -nx
printf '%s %d %5d|%-5d|%05d %x %X %o %c %%\n' str 42 42 42 42 255 255 8 char
printf '%s\n' a b c; printf '%s-%s\n' 1 2 3; printf '%d\n' 0x1f 010 "'A" -5; printf '%5s|%-5s|%.2s|\n' ab ab abcdef
printf '%q ' 'a b' "it's" '' 'a$b' plain; echo; printf '%b\n' 'a\tb\101'; printf '\x41\t\\n\n'; printf '%s' none; echo
printf -v var '%03d' 7; echo $var; printf '%*d|%-*d|\n' 5 42 5 42; printf '%d\n' abc; echo $?; printf '%z\n'; echo $?
printf '%.3f %e %g %g\n' 3.14159 12345.678 0.0001 1e10; printf '%s\n'; printf '%d\n'; printf; echo $?; printf 'no newline'; echo
printf '%+d % d %#x %#o\n' 5 5 255 8; printf -- '-x\n'; printf '%i %u\n' 5 7; printf "%s %s\n" "a b" c
read x <<< "one"; echo $x; read a b <<< "1 2 3"; echo "$a|$b"; read -r r <<< 'a\b'; echo "$r"; read r <<< 'a\b'; echo "$r"
IFS=: read a b c <<< "x:y:z:w"; echo "$a|$b|$c"; IFS=, read -ra ar <<< "1,2,,3"; echo ${#ar[@]} "${ar[2]}|"
read -n 3 n3 <<< abcdef; echo $n3; read -d : dd <<< "ab:cd"; echo $dd; read < /dev/null; echo $?; read e < /dev/null; echo "$? [$e]"
echo "  lead trail  " | { read l; echo "[$l]"; }; echo "a b " | { IFS= read l; echo "[$l]"; }; printf 'no nl' | { read l; echo "$? $l"; }
printf 'x y\nz\n' | while read -r f rest; do echo "$f/$rest"; done; read -p prompt pp <<< v; echo $pp; read 1bad <<< x; echo $?
set -- -a -b val -c rest; while getopts "ab:c" o; do echo "$o ${OPTARG-none} $OPTIND"; done; shift $((OPTIND-1)); echo "$@"
OPTIND=1; set -- -x -b; while getopts "ab:" o; do echo "$o [$OPTARG]"; done; OPTIND=1; while getopts ":ab:" o; do echo "$o [$OPTARG]"; done
OPTIND=1; set -- -abv arg; while getopts ab: o; do echo "$o [$OPTARG]"; done; echo $OPTIND
type cd; type -t cd if f ls nope; type nope; type bash; command -v cd; command -v bash; command -v nope; echo $?; command -V cd
alias ll='ls -l'; alias; alias ll; unalias ll; alias ll; unalias nope; echo $?
hash nope; echo $?; umask; umask 077; umask; umask -S; umask 022
eval 'echo $((1+1)); x=evald'; echo $x; eval "echo 'a b'"; eval; echo $?; eval 'syntax('; echo $?; eval 'false'; echo $?
echo 'echo sourced $1; y=src; return 3' > s.sh; . ./s.sh arg; echo $? $y; source ./s.sh; . /nope; echo $?
command echo hi; builtin echo hi; builtin nope; echo $?; command nope; echo $?
export E1=v; bash -c 'echo $E1'; export -n E1; bash -c 'echo [$E1]'; E2=x bash -c 'echo $E2'; echo "[$E2]"; export 1x; echo $?
declare -r RO=1; RO=2; echo $?; unset RO; echo $?; readonly R2=3; readonly -p | grep -c 'R[O2]'
declare -p x y nope; echo $?; declare -x DX=1; declare -p DX; declare -i di=5; declare -p di; declare -l lo=ABC; echo $lo; declare -u up=abc; echo $up
n=5; declare -n ref=n; echo $ref; ref=6; echo $n; declare -p ref; unset -n ref; echo $n
shift 99; echo $?; true; : ignored args; echo $?; times | wc -l
set -- a b; set -- ; echo $#; set x y; echo $1; set -o | grep -c on$ ; shopt nullglob; shopt -s nullglob; echo *.zzz; shopt -u nullglob
pushd / ; pushd /tmp; popd; dirs; popd; popd; echo $?
let 'z=1+1'; echo $z; test 1; [ 1 ]; wait; jobs; exit 3 extra; echo $?
ulimit -n > /dev/null; exit 300
