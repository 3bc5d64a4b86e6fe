// other_values(x, field): what else claims give for the field of x that is shown, as a list
COLLECT {
  MATCH (x)<-[:ABOUT]-(other:Claim)
  WHERE other.property = 'field'
    AND other.status IN ['asserted', 'alleged', 'inferred']
    AND other.value <> x.field
  RETURN DISTINCT other.value AS given ORDER BY given
}
