echo first
if true; then fi
