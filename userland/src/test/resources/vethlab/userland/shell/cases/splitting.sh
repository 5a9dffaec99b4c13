p() { printf '<%s>' "$@"; echo; }
x="a b  c"; p $x; p "$x"; x="  lead"; p $x; x="a	b
c"; p $x
IFS=:; x="a:b::c"; p $x; x=":a:"; p $x; x="a b:c"; p $x; IFS=' :'; x="a : b:c  d"; p $x; x=" : a"; p $x
IFS=; x="a b"; p $x; unset IFS; p $x
IFS=$' \t\n'; e=; p $e; p "$e"; p $e$e; p a$e; p $e"$e"; p ""$e
x="a b"; y="c d"; p $x$y; p "$x"$y; p $x"$y"; p pre$x"post"
p $(echo a b; echo c); p "$(echo a b; echo c)"; p `echo x  y`
IFS=,; p $(echo a,b); x=1,2,3; for i in $x; do echo -n "[$i]"; done; echo; unset IFS
set -- "a b" c; p $@; p "$@"; p $*; p "$*"; IFS=-; p "$*"; p $*; x=$*; p "$x"; x=$@; p "$x"; unset IFS
x='*.sh'; p $x; p "$x"; set -f; p *.sh; set +f; p *.sh l*.sh [l]ab.sh lab.s? '*.sh' *.none
touch a1 a2 b1 .hidden; p a*; p [ab]1; p [!a]1; p *1; p .h*; p a[0-9]; p {a,b}1; p ?1; mkdir -p d/e; touch d/e/f d/g; p d/*; p d/*/*; p */; p */g; p d/[eg]
shopt -s nullglob; p *.none; p x*.none y; shopt -u nullglob; shopt -s dotglob; p *h*; shopt -u dotglob
shopt -s extglob; p @(a|b)1; p !(a*|b*|lab*|d); p a+([0-9]); shopt -u extglob
shopt -s globstar; p d/**; shopt -u globstar
x=(a* b*); p "${x[@]}"; for f in a*; do echo $f; done; case a1 in a*) echo m;; esac
v=a*; p "$v" $v; echo "a*" a\* 'a*'
p {1..5} {5..1} {1..10..3} {a..e} {01..03} {1..3}{a,b} {a,b,c}x x{,y}z {1..2}..{3..4} {a..c..2} {-2..2} {x,{y,z}} {1..} {a,b}{c {1,2
p a{b,c,}d pre{1,2}post "x"{1,2}'y' {$HOME,x} ${HOME}{1,2} \{1,2} {1,2\} {'a b',c}
a=5; p {1..$a} {$a,6}; eval "p {1..$a}"
p ~ ~/x; HOME=/h; p ~ ~/y "~" ; x=~/z; p $x; PATH2=~/a:~/b; p $PATH2; p a~ ~a/ ~+ ; HOME=/root
p $((1+1)) "$((2))" $(true) "$(true)"
p "a"'b'c"$a"d
