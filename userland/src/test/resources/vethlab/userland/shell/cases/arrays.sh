a=(one two "three four" five)
echo ${a[0]} ${a[2]} ${#a[@]} ${#a[2]} ${a[-1]} $a
printf '<%s>' "${a[@]}"; echo; printf '<%s>' ${a[@]}; echo; printf '<%s>' "${a[*]}"; echo
a[7]=seven; echo ${!a[@]} ${#a[@]}; a+=(eight nine); echo ${!a[@]}
unset 'a[1]'; echo "${a[@]}" "${!a[@]}"
a[0]+=X; echo ${a[0]}
b=([3]=c [1]=a z); echo ${!b[@]} ${b[@]}
declare -p b
for i in "${!b[@]}"; do echo "$i=${b[$i]}"; done
echo "${a[@]:1:2}" "${a[@]: -2}" "${a[@]/e/E}" "${a[@]^}" "${a[@]#t}"
declare -A m=([x]=1 [y]="two words" ["z z"]=3)
echo "${m[x]}" "${m[y]}" "${m[z z]}" ${#m[@]}
m[new]=val; m[x]+=0; k=y; echo "${m[$k]}" ${m[x]} ${m[new]}
for k in "${!m[@]}"; do echo "$k -> ${m[$k]}"; done | sort
unset 'm[x]'; echo ${#m[@]} "${m[x]-gone}"
declare -A ns; for n in netns1 netns2 netns3 netns4 netns5 host brx veth11 veth22 lo; do ns[$n]=1; done; echo "${!ns[@]}"
i=1; c=(a b c); echo ${c[i]} ${c[i+1]} ${c[$i]} "${c[i-1]}"
c[i]=B; ((c[2]=5)); echo ${c[@]}; ((c[0]++)); echo ${c[0]}
d=(); echo "${#d[@]}" "${d[@]}" "[${d[*]}]"; d+=("x y"); echo "${#d[@]}"
e=($(echo 1 2 3)); echo ${#e[@]} ${e[2]}
s="a:b:c"; IFS=: read -ra parts <<< "$s"; echo ${#parts[@]} ${parts[1]}
f() { local -a l=(1 2 3); local -A h=([k]=v); echo ${l[1]} ${h[k]}; }; f; echo "[${l[1]}]"
cmd=(echo "a  b" c); "${cmd[@]}"
echo ${a[@]+set} ${nope[@]+set} ${d[0]:-none} ${nope[0]:-none}
arr=(a b c); arr=("${arr[@]}" d); echo ${arr[@]}; arr=(${arr[@]:1}); echo ${arr[@]}
x=(1 2 3); echo $((x[0]+x[1]+x[2])) ${x[@]:0:2}
readonly -a ro=(1 2); ro[0]=5; echo status $?
echo ${ro[0]}
declare -a only; echo ${#only[@]}; only[5]=x; echo ${!only[@]}
mapfile -t lines <<< $'l1\nl2\nl3'; echo ${#lines[@]} "${lines[1]}"
z=(*.none {1..3}); echo ${z[@]}
str=abc; echo ${str[0]} ${str[@]} ${#str[@]}; str[1]=def; echo ${str[@]}
[[ -v a[0] ]] && echo v; [[ -v m[y] ]] && echo vm; [[ -v a[1] ]] || echo nov
printf '%s\n' "${a[@]@Q}"
echo "${m[@]@K}" | wc -w
