echo first
cat <<EOF
a
