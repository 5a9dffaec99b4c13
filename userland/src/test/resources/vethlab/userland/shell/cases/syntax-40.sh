echo first
case a in b) echo ;; c
