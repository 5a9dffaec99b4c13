echo first
function
