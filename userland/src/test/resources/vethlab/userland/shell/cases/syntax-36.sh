echo first
f() {
 echo a

