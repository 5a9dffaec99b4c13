printf '2: veth11@if2: <BROADCAST> mtu 1500\n    inet 192.168.5.1/24 brd 192.168.5.255 scope global veth11\n3: lo: <LOOPBACK> mtu 65536\n' > in
awk '{print $2}' in; awk -F: '{print $1, NF}' in; awk '/inet /{print $2}' in; awk '/inet/{split($2,a,"/"); print a[1], a[2]}' in
awk 'NR==2' in; awk 'NR>1 && /mtu/ {print $NF}' in; awk -F': ' '/^[0-9]+:/{print $2}' in; awk '$3 ~ /BROAD/{print "b"}' in
awk 'END{print NR, $1}' in; awk 'BEGIN{print "start"} {n++} END{print n}' in; awk '{sum+=$NF} END{print sum}' in
awk -v x=5 -v y="a b" 'BEGIN{print x+1, y}'; awk 'BEGIN{printf "%-10s|%5d|%x|%c|%%|%5.2f\n", "ab", 42, 255, 65, 3.14159}'
awk 'BEGIN{for(i=0;i<3;i++) printf i " "; print ""; while(i-->0) printf i; print ""; do { i++ } while (i<2); print i}'
awk 'BEGIN{a["z"];a["b"];a[10];a[9];a["netns2"];a["netns1"];a["A"]; for(k in a) print k}'
awk 'BEGIN{for(i=0;i<30;i++) a["k" i]=i; for(k in a) printf "%s ", k; print ""; for(i=1;i<12;i++) b[i]=i;  for(k in b) printf "%s ", k; print ""; n=split("c d e f g", s); for (k in s) printf "%s ", k; print ""}'
awk 'BEGIN{print 1e6, 1000000*10, 0.1+0.2, 1/3, 1e20, 100000000000, -0, 2^31, 2^53, "a" < "b", 10 < 9, "10" < "9"}'
awk 'BEGIN { printf "%d %s %c %5.2f|%x\n", "12abc", 1e6, 65, 3.14159, 255; print length("héé"), substr("hello",2,3), index("hello","l"), toupper("é")}'
awk 'BEGIN{x["a"]; if ("a" in x) print "in"; if (!("b" in x)) print "not in"; print length(x); delete x["a"]; print length(x); x[1,2]=3; for (k in x) { split(k,p,SUBSEP); print p[1], p[2]}; if ((1,2) in x) print "pair"}'
awk 'BEGIN{print substr("hello",0,2), substr("hello",-1,3), substr("hello",2), substr("hello",9), substr("hello",1.5,2)}'
echo "a b c" | awk '{$2="X"; print; print NF; $5="e"; print; NF=2; print; $0="p q"; print $2}'
echo "a:b c" | awk -F: '{print $2; print $0; $1=$1; print}'; echo "a:b:c" | awk -F: -v OFS=- '{$1=$1; print; print $1,$3}'
awk 'BEGIN { print substr("x" 1 2); print 1 }' 2>&1; awk 'BEGIN { print -1 " " -1; print 1==1.0, "1"==1, "abc" ~ /b/; print length() }' < /dev/null
echo 'a b' | awk '{print $NF, $(NF-1), NR, FNR, NF}'; awk '{ print $1 ' < /dev/null; echo $?; awk 'BEGIN { x = ; }'; echo $?; awk 'BEGIN{ exit 3 } END { print "end" }'; echo $?
awk 'BEGIN{ "echo hi" | getline v; print v; while (("echo a; echo b" | getline l) > 0) print l; system("echo sys; exit 3"); print "piped" | "cat"; close("cat"); print 7 % 3, -7 % 3, 2 ** 3, int(-3.7), sqrt(16)}'
awk 'BEGIN{n=split("a,b,c",arr,","); print n, arr[1], arr[3]; s="aaa"; print gsub(/a/,"b&",s), s; print match("foobar",/o+/), RSTART, RLENGTH; print sprintf("%03d",7); print tolower("ABC") toupper("abc"); t="hello"; sub(/l+/,"[&]",t); print t; u="a.b.c"; gsub(/\./,"-",u); print u; gsub("b","\\&",u); print u}'
printf 'l1\nl2\nl3\n' | awk 'NR==1,NR==2 {print "r" $0} /l3/{print "m"} END{print NR}'; printf '1\n2\n3\n' | awk 'NR==2{next} {print} END{print $0, NR}'
awk 'BEGIN{x="3x"; print x+1, -x, "1e2"+0, ".5"+0, "+5"+0, " 12 "+0; print 1/4, 3.0}'; awk 'BEGIN { printf "%s %s\n", "a" }' 2>&1; awk 'BEGIN{print nofn(1)}' 2>&1; awk '{print}' nofile; echo $?
echo "  lead and  trail  " | awk '{print NF, $1, $NF; $1=$1; print}'; printf 'a b\nc d\n\ne\n' | awk 'BEGIN{RS=""}{print NF, $3}'; printf 'a,b;c' | awk 'BEGIN{FS="[,;]"}{print $3 $2 $1}'; printf 'x|y\n' | awk -F'|' '{print $2}'; printf 'x.y\n' | awk -F. '{print $2}'; printf 'a\tb c\n' | awk -F'\t' '{print $2}'; printf 'a1b22c\n' | awk -F'[0-9]+' '{print $1 $2 $3}'
awk 'function f(a,b){b=a*2; return b} function fill(arr,n,  i){for(i=1;i<=n;i++)arr[i]=i*i} function fact(n){return n<=1?1:n*fact(n-1)} BEGIN{print f(3); fill(q,3); print q[3]; print fact(10)}'
awk 'BEGIN { if (1) ; else print "x"; print 1,\
2; a = 1; b = 2
print a; { print b } ; ; print "c" # comment
if (a == 1)
  print "one"
else
  print "other"
}'
awk 'BEGIN{CONVFMT="%.2g"; a=3.14159; b=a ""; print b; OFMT="%.3f"; print a; print 1e300*1e300, log(-1)}'; awk 'BEGIN { print !0 !1, - -3, 2^3^2, -2^2; print 5 % 3 * 2; print "a" "b" == "ab"; print 1>2 ? "y" : "n" }'; cat 2 2>/dev/null; rm -f 2
awk 'BEGIN { print "x" > "o1"; print "y" >> "o1"; close("o1"); while ((getline l < "o1") > 0) print "read " l; print (getline z < "nofile") }'; awk '{print FILENAME, FNR, NR}' in o1; awk 'BEGIN{print ENVIRON["HOME"], ARGC, ARGV[1]}' zz; awk '{print v $1}' v=1 o1 v=2 o1
ip=192.168.5.7; echo $ip | awk -F. '{print $1"."$2"."$3".0"; printf("%d\n", $4+1)}'; awk 'BEGIN{while(i++<3)if(i==2)continue;else print i; print i}' ; echo "k=v" | awk -F= '{print $2}' ; awk 'BEGIN { printf "a\tb\n"; printf("%s\n", "p"); print("q") ; print ("r")("s") }'
awk '!seen[$1]++' in o1 | wc -l; awk '{a[NR]=$0} END{for(i=NR;i>0;i--) print a[i]}' o1; awk 'length > 10 {print length($0)}' in; awk '{gsub(/[^0-9]/,""); print}' o1 in; awk 1 o1; awk '$1=="x"' o1; awk -f /dev/stdin o1 <<< '{print "f", $0}'
