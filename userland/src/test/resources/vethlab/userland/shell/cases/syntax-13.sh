echo first
echo a &&
