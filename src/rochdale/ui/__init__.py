"""Layout, components, styles, icons, pictures drawn on the server, the offline shell and the gallery."""
