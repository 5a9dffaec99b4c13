echo first
[[ a
