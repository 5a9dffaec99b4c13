echo first
for
