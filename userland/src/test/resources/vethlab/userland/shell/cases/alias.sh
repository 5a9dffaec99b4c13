alias hi='echo hello'
hi
shopt -s expand_aliases
hi there
alias e='echo ' w=world
e w
alias multi='echo a; echo b'
multi
\hi 2>/dev/null || echo escaped
alias ls2='hi ls2'; ls2
f() { hi in f; }; f
unalias hi; f
alias x='if true; then'
x echo ok; fi
alias sudo='sudo '
type e
alias; unalias -a; alias
