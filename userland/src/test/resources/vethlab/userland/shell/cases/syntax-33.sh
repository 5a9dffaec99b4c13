echo first
echo ok
fi
