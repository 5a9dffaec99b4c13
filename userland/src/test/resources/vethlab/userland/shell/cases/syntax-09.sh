echo first
x=(1 2
