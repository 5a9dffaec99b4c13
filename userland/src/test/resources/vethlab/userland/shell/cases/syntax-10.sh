echo first
(echo
