cat > d.sh <<'E'
foo
echo 'a\tb' -n; echo -n x; echo -e y
[ a == a ]; echo $?
x=abc; echo ${x#a} ${x%c} ${#x} ${y:-d}
./nofile; echo $?
cat < nofile; echo $?
echo x > /nodir/f; echo $?
cd /nope; echo $?
source x; echo $?
[[ a = a ]]; echo $?
echo {a,b} $RANDOM $((1+2)) $LINENO
f() { local a=1; echo $a $1; return 3; }; f q; echo $?
command -v cd; command -v ls; if [ 1 -lt 2 ]; then echo lt; fi
for i in 1 2; do echo $i; done; while read l; do echo "<$l>"; done < d.sh | head -2
case abc in a*) echo A;; esac; cat <<EOT
here $x
EOT
echo `echo sub` $(echo sub2); (exit 4); echo $?; sleep 0.01 & wait $!; echo $?
echo $'a' "$x" '$x'; set -- a b; echo $# $*; shift; echo $1
E
sh d.sh; echo "=> $?"
for s in 'a=(1 2)' 'echo ${x//a/b}; echo n' 'echo ${x:1}' 'echo "a' 'set -u; echo $y; echo n' 'readonly r=1; r=2; echo n' 'cat <(ls)' 'echo $((x=5)) $x' 'exit 3' 'break; echo $?' 'false; echo $?' ')' 'let x=1; echo $?' '((1+1)); echo $?' 'foo' '/tmp; echo $?' 'test a b c; echo $?' '[ 1 -eq a ]; echo $?' 'set -e; false; echo no' 'trap "echo bye" EXIT; echo x' 'alias ll="echo hi"; ll' 'echo a &> f; cat f' 'printf "%s-%d\n" a 5' 'x=1 env | grep ^x=' 'kill 99999' '. /nope; echo n' 'echo ${x?gone}; echo n'; do sh -c "$s" < /dev/null; echo "=> $?"; done
