// support(x): how well the relation x is supported, as columns
x.status AS status,
x.grade AS grade,
x.sources AS sources,
x.origins AS origins
