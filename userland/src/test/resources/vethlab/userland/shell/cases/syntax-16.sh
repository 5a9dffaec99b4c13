echo first
((1
