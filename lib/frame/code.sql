-- name: code_list s
SELECT "key", "code", "valid_from", "valid_to", "split_into", "kind", "en", "nb", "ar", "bg" FROM "code"
WHERE "list" = $1 ORDER BY "order" NULLS LAST, "key";
