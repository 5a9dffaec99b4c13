echo first
time
