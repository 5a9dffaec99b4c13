echo first
echo "${a"
