"""One database a job: the rows of its file, what they became, and the live list beside them."""
