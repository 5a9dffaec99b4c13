echo first
echo 'a
