echo first
case x in
foo
