"""The editor: where the public pages are written, looked over, published, translated and withdrawn."""
