t() { "$@"; echo "$* -> $?"; }
t [ a = a ]; t [ a = b ]; t [ a != b ]; t [ -z "" ]; t [ -n x ]; t [ -n "" ]; t [ x ]; t [ "" ]; t [ ]
t [ 1 -eq 1 ]; t [ 1 -lt 2 ]; t [ 2 -ge 3 ]; t [ -5 -lt 3 ]; t [ 1 -eq a ]; t [ " 1 " -eq 1 ]
t [ ! a = b ]; t [ ! x ]; t [ a = a -a b = b ]; t [ a = b -o b = b ]; t [ \( a = a \) ]; t [ a \< b ]; t [ b \> a ]
t test -d /tmp; t test -f /tmp; t test -e /nope; t test -f lab.sh; t test -x /bin/bash; t test -s lab.sh; t test -r lab.sh; t test -L /bin
t [ a b ]; t [ a b c ]; t [ a = b c d ]; t [ -f ]; t [ = ]; t [ a = ]; t [ ! ]; t [ -z ]; t [ 1 2 3 4 5 6 ]
[ a = a; echo $?
x=abc; e=
[[ $x == abc ]] && echo 1; [[ $x == a* ]] && echo 2; [[ $x == "a*" ]] || echo 3; [[ $x != b* ]] && echo 4
[[ -z $e && -n $x ]] && echo 5; [[ $e ]] || echo 6; [[ a < b ]] && echo 7; [[ ! -e /nope ]] && echo 8
[[ $x =~ ^a(b)(c)$ ]] && echo "${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
[[ 192.168.5.1 =~ ^([0-9]+)\.([0-9]+)\. ]] && echo "${BASH_REMATCH[@]}"
re='^[a-z]+$'; [[ $x =~ $re ]] && echo 9; [[ $x =~ "^a" ]] || echo 10; [[ "a b" =~ a\ b ]] && echo 11
[[ 5 -gt 3 && ( a == b || c == c ) ]] && echo 12; [[ 2+3 -eq 5 ]] && echo 13; n=5; [[ n -eq 5 ]] && echo 14
[[ -v x ]] && echo 15; [[ -v nope ]] || echo 16; [[ -d /tmp && -f lab.sh ]] && echo 17
[[ $x == @(abc|def) ]] && echo 18; [[ abcabc == +(abc) ]] && echo 19; [[ x == !(y) ]] && echo 20; [[ foo == ?(f)oo ]] && echo 21
[[ a.b == a.b ]] && echo 22; [[ "a b" == a\ b ]] && echo 23; p='a*'; [[ abc == $p ]] && echo 24; [[ abc == "$p" ]] || echo 25
[[ a == b ]]; echo $?; [[ a ]] ; echo $?; [[ x =~ [ ]]; echo $?
[[ $x == [a-c]b[!x] ]] && echo 26; [[ é == ? ]] && echo 27
[[ foo = foo ]] && echo 28; [[ A == a ]] || echo 29; shopt -s nocasematch; [[ A == a ]] && echo 30; shopt -u nocasematch
if [[ -n $x && $x != def ]]; then echo 31; fi
[[ line1
== line1 ]] 2>/dev/null && echo 32
[[ a == a &&
   b == b ]] && echo 33
t test a; t test; t test ! ''; t test 5 -gt 4
[ -t 0 ]; echo $?; [ -t 1 ]; echo $?
[ "$x" = abc -a -n "$x" ] && echo 34; [ -n "$e" -o -n "$x" ] && echo 35
[ -z "$nope" ] && echo 36; [ $nope = x ]; echo $?
[ 99999999999999999999 -eq 1 ]; echo $?
