echo first
if true; then
