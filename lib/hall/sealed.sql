-- Only what its reporter may be told.
-- name: receipt_status s
SELECT "void", "reported", "triaged" FROM "deviation" WHERE "receipt" = $1;
