echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((2**3**2))
echo $((1<<4)) $((256>>2)) $((5&3)) $((5|3)) $((5^3)) $((~5)) $((!0)) $((!7))
echo $((1<2)) $((2<=2)) $((1==1)) $((1!=1)) $((1&&0)) $((0||3)) $((1?2:3)) $((0?2:0?4:5))
x=5; echo $((x++)) $x $((++x)) $x $((x--)) $((--x)) $x $((x+=3)) $((x*=2)) $((x-=1)) $((x/=2)) $((x%=4)) $((x<<=2)) $((x|=1)) $((x&=12)) $((x^=5))
echo $((0x1f)) $((010)) $((2#1010)) $((16#ff)) $((36#z)) $((64#_)) $((10#08))
y=x; echo $((y)) $((y+1)); z='1+2'; echo $((z*2)) $(($z*2))
echo $((1,2,3)) $((a=1,b=a+1,a+b))
((x=3)); echo $? $x; ((0)); echo $?; ((x>2)) && echo yes; ((x==4)) || echo no
let a=5 b=a+2; echo $a $b; let "c = a * b"; echo $c; let c-=35; echo $? $c
for ((i=0;i<3;i++)); do echo -n "$i "; done; echo
for ((i=10,j=0; i>j; i-=3,j++)); do echo "$i $j"; done
declare -i n; n=3*4; echo $n; n+=1; echo $n; n=abc; echo $n
echo $((1 + $(echo 2) + ${#x})) $(( x > 2 ? 10 : 20 ))
echo $[1+2]
i=5; while ((i--)); do echo -n $i; done; echo
echo $((-2**2)) $((-5)) $((+5)) $((- -5)) $((!-1))
echo $(( 9223372036854775807 + 1 ))
echo $((1/0)); echo "status $?"
echo $((1+)); echo "status $?"
((1+)); echo "status $?"
echo $((08)); echo "status $?"
echo $((x y)); echo "status $?"
let; echo $?
let 1+; echo $?
unset nope; echo $((nope)) $((nope+1)) $((nope++)) $nope
arr=(1 2 3); echo $((arr[1]+arr[2])) $((arr[0]++)) ${arr[0]}
echo "$((3*3))" $((  4   +  4  ))
s="10"; echo $((s+1)) $((${s}0))
echo $(( (1+2) * (3+4) )) $(( 1 == 1 && 2 == 2 ))
ip=192.168.5.7; IFS=. read a b c d <<< $ip; echo $(( (a<<24) + (b<<16) + (c<<8) + d ))
