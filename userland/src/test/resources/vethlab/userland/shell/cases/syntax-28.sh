echo first
echo "a
