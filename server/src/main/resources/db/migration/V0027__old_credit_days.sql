-- old days are deleted by their age; rows lie in about that order
create index credit_days_by_age on credit_days using brin (day);
