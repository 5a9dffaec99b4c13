echo first
echo a & & b
