echo first
echo $(if)
