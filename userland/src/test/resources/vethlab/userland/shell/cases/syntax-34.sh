echo first
echo ${a!b}; echo same
