echo first
echo a; done
