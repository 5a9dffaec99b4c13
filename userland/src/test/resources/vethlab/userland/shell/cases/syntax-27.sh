echo first
while
