echo first
if; then
