echo first
done
