// stands(r): not denied only: a claim supports the relation r
coalesce(r.status, '') <> 'denied'
