// support(x): how well the relation x is supported, and who denies it, as columns
x.status AS status,
x.grade AS grade,
x.sources AS sources,
x.origins AS origins,
x.disputed_grade AS disputed_grade,
x.disputed_origins AS disputed_origins
