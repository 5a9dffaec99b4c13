echo first
echo >
