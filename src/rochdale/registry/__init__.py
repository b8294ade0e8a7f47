"""The register of cooperatives, by the law of each place: rule packs, filings, names, certificates, standing."""
