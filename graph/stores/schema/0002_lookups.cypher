// What canned queries and the ledger look up by other properties than the id.
CREATE INDEX entity_kind IF NOT EXISTS FOR (n:Entity) ON (n.kind);
CREATE INDEX claim_relation IF NOT EXISTS FOR (n:Claim) ON (n.relation);
CREATE INDEX claim_property IF NOT EXISTS FOR (n:Claim) ON (n.property);
CREATE INDEX claim_metric IF NOT EXISTS FOR (n:Claim) ON (n.metric);
CREATE INDEX version_of IF NOT EXISTS FOR (n:Version) ON (n.of);
CREATE INDEX decision_target IF NOT EXISTS FOR (n:Decision) ON (n.target);
