echo first
&& b
