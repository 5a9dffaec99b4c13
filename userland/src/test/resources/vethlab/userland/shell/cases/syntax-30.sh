echo first
echo `a
