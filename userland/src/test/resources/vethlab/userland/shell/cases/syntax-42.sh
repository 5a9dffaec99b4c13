echo first
echo a >& 
