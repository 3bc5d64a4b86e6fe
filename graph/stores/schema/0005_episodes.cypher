// A claim on one of several relations between two entities bears the pair's id, too (graph/ledger/episodes.py).
CREATE INDEX claim_pair IF NOT EXISTS FOR (n:Claim) ON (n.pair);
