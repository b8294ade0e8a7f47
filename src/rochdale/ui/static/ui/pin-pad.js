// The keys of a PIN pad (c-pin-pad). Without this the same form has a field and a button.
customElements.define("pin-pad", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.pin;
    this.field.type = "hidden"; // no browser offers to keep it
    this.field.value = "";
    this.querySelector("[data-typed]").hidden = true;
    this.querySelector("[data-pad]").hidden = false;
    this.addEventListener("click", (event) => this.tapped(event.target.closest(".keys button")));
    this.form.addEventListener("submit", (event) => {
      if (this.field.value.length < 4) event.preventDefault();
    });
    this.onKey = (event) => this.key(event);
    addEventListener("keydown", this.onKey);
    this.draw();
  }

  disconnectedCallback() {
    removeEventListener("keydown", this.onKey);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    if (/^\d$/.test(event.key)) this.write(this.field.value + event.key);
    else if (event.key === "Backspace") this.write(this.field.value.slice(0, -1));
    else if (event.key === "Enter" && event.target === document.body) this.form.requestSubmit();
  }

  tapped(button) {
    if (button?.value) this.write(this.field.value + button.value);
    else if (button?.matches("[data-erase]")) this.write(this.field.value.slice(0, -1));
  }

  write(figures) {
    this.field.value = figures.slice(0, 8);
    this.classList.remove("is-wrong");
    for (const told of this.querySelectorAll("[data-wrong], [data-waits]")) told.hidden = true;
    this.draw();
  }

  // Four knots wait at least; a longer PIN ties more.
  draw() {
    const tied = this.field.value.length;
    const shown = Math.max(4, tied);
    this.querySelector(".knots").setAttribute("viewBox", `0 0 ${38 * shown} 36`);
    this.querySelectorAll(".knots circle").forEach((knot, number) => {
      knot.classList.toggle("is-tied", number < tied);
      knot.toggleAttribute("hidden", number >= shown);
    });
    const said = this.querySelector("[data-said]");
    said.textContent = tied ? `${said.dataset.words} ${tied}` : "";
  }
});
