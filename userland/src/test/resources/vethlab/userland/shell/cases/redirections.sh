echo a > f; echo b >> f; cat f; cat < f
echo err >&2 2>/dev/null; { echo o; echo e >&2; } > both 2>&1; cat both
echo x &> f2; cat f2; echo y &>> f2; cat f2
cat <<EOF
here $((1+1)) \$x "q" 'q' `echo sub`
	tab
EOF
cat <<'EOF'
raw $x `no` \
EOF
cat <<-EOF
	stripped
		two
	EOF
cat <<A; cat <<B
first
A
second
B
cat <<< "here string $((2*3))"; cat <<< $'a\nb'
x=$(cat <<EOF
in sub
EOF
); echo "$x"
exec 3> f3; echo three >&3; exec 3>&-; cat f3
exec 4< f3; read l <&4; echo "$l"; exec 4<&-
echo no >&5; echo $?
cat < nofile; echo $?
echo x > /nodir/f; echo $?
echo x > /tmp; echo $?
{ echo one; echo two >&2; } 2>&1 >/dev/null | sed 's/^/p:/' 2>/dev/null
while read a b; do echo "$b $a"; done <<EOF
1 2
3 4 5
EOF
for i in 1 2; do echo $i; done > loop; cat loop
if true; then echo in-if; fi > iff; cat iff
(echo sub; echo sub2) > subf; cat subf
f() { echo fout; }; f > ff; cat ff
> empty; [ -e empty ] && [ ! -s empty ] && echo empty ok
echo a 1> one 2> two; cat one two
cat < f > copy; cat copy
set -C; echo x > f; echo $?; echo y >| f; cat f; set +C
exec 6>&1; echo saved >&6; exec 6>&-
echo "in $(cat f) out"
{ read a; read b; } < loop; echo $a $b
n=out; echo v > $n.txt; cat out.txt
echo multi > "a b"; cat "a b"
x="p q"; echo amb > $x; echo $?
{ echo fd; } {fd}> vfd; echo $((fd>=10)); exec {fd}>&-; cat vfd
echo swap 3>&1 1>&2 2>&3 2>/dev/null
cat /dev/null; echo ${?}
printf 'l1\nl2\nl3\n' > lines; n=0; while read -r l; do n=$((n+1)); done < lines; echo $n
cat <<EOF | tr a-z A-Z
pipe here
EOF
tee t1 <<< tee > /dev/null; cat t1
cat <<"E F"
quoted delim
E F
cat <<EOF
a\
b $(echo "x
y")
EOF
echo done 2>&- ; echo x >&- ; echo $?
