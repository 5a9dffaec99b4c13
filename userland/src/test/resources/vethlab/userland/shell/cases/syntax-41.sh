echo first
echo a
echo b "c
d
