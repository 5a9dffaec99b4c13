echo first
for i in 1 2; echo; done
