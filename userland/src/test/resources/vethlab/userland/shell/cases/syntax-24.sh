echo first
echo a;;
