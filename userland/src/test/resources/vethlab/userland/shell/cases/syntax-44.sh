echo first
!
