if true; then echo a; elif false; then echo b; else echo c; fi
if false; then echo a; elif true; then echo b; else echo c; fi
if false; then echo a; elif false; then echo b; else echo c; fi
if false; then echo a; fi; echo $?
if ! false; then echo neg; fi
for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done
for i in 1 2 3; do if [ $i = 2 ]; then break; fi; echo $i; done
for i in a b; do for j in 1 2 3; do [ $j = 2 ] && continue 2; echo $i$j; done; done
for i in a b; do for j in 1 2 3; do [ $j = 2 ] && break 2; echo $i$j; done; done
for i; do echo never; done; set -- p q; for i; do echo $i; done
for i in; do echo never; done; echo "empty $?"
n=0; while [ $n -lt 3 ]; do n=$((n+1)); echo w$n; done
until [ $n -eq 0 ]; do n=$((n-1)); done; echo $n
case foo in bar) echo 1;; f*|b*) echo 2;; *) echo 3;; esac
case x in [a-m]) echo low;; [n-z]) echo high;; esac
case "a b" in "a b") echo quoted;; esac
case x in x) echo 1;& y) echo 2;; z) echo 3;; esac
case x in x) echo 1;;& y) echo 2;;& [x-z]) echo 3;; esac
case nothing in a) ;; esac; echo $?
case $(echo v) in (v) echo paren;; esac
case '*' in \*) echo star;; esac; p='*'; case abc in "$p") echo lit;; $p) echo pat;; esac
true && echo and; false && echo no; false || echo or; true || echo no
true && false || echo chain; false || true && echo chain2
{ echo g1; echo g2; }; ( echo s1; x=inner ); echo "[$x]"
! true; echo $?; ! false; echo $?
true; echo $?; false; echo $?; (exit 7); echo $?
f() { echo in; return 5; echo no; }; f; echo $?
g() { for i in 1 2; do return; done; }; g; echo $?
h() { false; }; h; echo $?; k() { :; }; false; k; echo $?
while true; do while true; do break 2; done; done; echo out
i=0; while :; do ((i++>3)) && break; done; echo $i
for x in a b c; do echo $x; done | while read y; do echo "[$y]"; done
if [ 1 ] && [ 2 ]; then echo both; fi
[ a = a ] && { echo grp; false; } || echo alt
for f in *.sh; do echo $f; done
time_it() { :; }; time_it
echo a; echo b & wait; echo c
if true
then
  echo multi
  # comment
fi
while false; do :; done; echo $?
for ((;;)); do break; done; echo inf
function kw { echo kw $1; }; kw 1; function kw2() { echo kw2; }; kw2
