"""Django plumbing without business words: audit trail, operations, news, documents, imports, jobs, paper, e-mail, rates, backup."""
