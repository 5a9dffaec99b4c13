(set -e; false; echo no); echo 1 $?
(set -e; if false; then :; fi; echo ok); echo 2 $?
(set -e; false || true; echo ok); echo 3 $?
(set -e; false && true; echo ok); echo 4 $?
(set -e; ! true; echo ok); echo 5 $?
(set -e; f() { false; echo in f; }; f; echo no); echo 6 $?
(set -e; f() { false; echo in f; }; f || echo or; echo ok); echo 7 $?
(set -e; f() { false; echo in f; }; if f; then echo then; fi; echo ok); echo 8 $?
(set -e; x=$(false); echo no); echo 9 $?
(set -e; echo $(false); echo ok); echo 10 $?
(set -e; false | true; echo ok); echo 11 $?
(set -e -o pipefail; false | true; echo no); echo 12 $?
(set -e; (false); echo no); echo 13 $?
(set -e; { false; }; echo no); echo 14 $?
(set -e; while false; do :; done; echo ok); echo 15 $?
(set -e; for i in 1; do false; done; echo no); echo 16 $?
(set -e; ((0)); echo no); echo 17 $?
(set -e; [[ a == b ]]; echo no); echo 18 $?
(set -e; local_x() { local v=$(false); echo local ok; }; local_x); echo 19 $?
(set -e; true && false; echo no); echo 20 $?
(set -e; trap 'echo exit trap' EXIT; false; echo no); echo 21 $?
(set -e; trap 'echo err trap' ERR; false; echo no); echo 22 $?
(trap 'echo err $?' ERR; false; (exit 3); true; f() { false; }; f; if false; then :; fi; false || :; echo end); echo 23 $?
(set -e; set +e; false; echo ok); echo 24 $?
(set -e; case a in a) false;; esac; echo no); echo 25 $?
(set -e; eval false; echo no); echo 26 $?
(set -e; foo_not_found; echo no); echo 27 $?
(set -e; cd /nonexistent; echo no); echo 28 $?
(set -e; x=5; readonly x; x=6; echo no); echo 29 $?
(set -u; echo $nope; echo no); echo 30 $?
(set -u; echo ${nope:-ok} ${nope+no} "$@" $*); echo 31 $?
(set -u; echo $1); echo 32 $?
(set -u; a=(); echo "${a[@]}" ${#a[@]}; echo ${a[0]}); echo 33 $?
(set -eu; f() { echo "$1"; }; f); echo 34 $?
(set -o pipefail; (exit 2) | (exit 3) | true; echo $? ${PIPESTATUS[@]}); echo 35 $?
true | false | true; echo ${PIPESTATUS[@]} $?
false; echo ${PIPESTATUS[@]}
set -e
false || echo survived
echo before
false
echo not reached
