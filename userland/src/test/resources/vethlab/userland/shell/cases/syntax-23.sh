echo first
f() { echo; 
