echo first
select
