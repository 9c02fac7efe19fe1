"""Proof that outlives the installation: daily seals, proofs of single documents, their check."""
