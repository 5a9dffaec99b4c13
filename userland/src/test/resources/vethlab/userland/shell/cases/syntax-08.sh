echo first
echo ${a
