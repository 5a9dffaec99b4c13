echo 'a $x `b` "c" \d' "a \$x \`b\` \"c\" \d" a\ b\$c
x=5
echo "$x" '$x' \$x "${x}y" "$x$x" $x"$x"'$x'
echo "a
b" 'c
d'
echo a\
b "c\
d"
echo $'a\tb\n\x41\101\u00e9\'q' $"plain"

printf '[%s]' "" '' a"" ""b; echo
printf '[%s]' "$x" "a b" a\ b 'c'd"e"; echo
echo "nested $(echo "inner $(echo "deep $x")")"
echo "back `echo \"x $x\"` tick"
echo `echo \`echo nested\``
echo "${x:-"quoted default"}" ${y:-"a  b"} "${y:-a  b}" ${y:-a  b}
echo "${y:-'single'}" ${y:-'single'} "${y:-\}}" "${y:-$(echo })}"
echo a#b c # comment
echo \# '#' "#"
echo "tab	end" \	x
echo "!" \! '!'
echo "\\" '\\' \\ "\n" "\a"
echo ~ "~" '~' ~root ~/x a~ ~nobodyhere a=~ b:~
echo *nomatch* "*" '*' \*
echo {a,b} "{a,b}" '{a,b}' \{a,b} {a} {} {a,b}{1,2}
