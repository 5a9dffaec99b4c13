echo first
| a
