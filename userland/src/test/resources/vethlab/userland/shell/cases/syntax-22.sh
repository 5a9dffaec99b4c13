echo first
foo() echo
