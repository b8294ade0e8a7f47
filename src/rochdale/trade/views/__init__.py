"""The screens of the market. A view loads, binds a form, asks one operation, and shows or goes on."""
