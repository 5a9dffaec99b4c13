echo first
{ echo
