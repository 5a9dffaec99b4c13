echo first
until x
