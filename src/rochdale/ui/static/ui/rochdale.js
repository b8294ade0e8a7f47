// Makes pages quicker; none needs it. Behaviour is found by data- attributes.
const here = document.currentScript.dataset;

// A second library comes only to pages that ask for it, after everything else (it begins by itself only on a complete page).
addEventListener("load", () => {
  if (!document.querySelector("[hx-get],[hx-post],[hx-boost]")) return;
  document.head.append(Object.assign(document.createElement("script"), { src: here.htmx }));
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const note of document.querySelectorAll("details.why")) note.open = true;
    print();
  });
}

// What is wrong with a form is read first.
document.querySelector("[data-focus]")?.focus();

const line = () => {
  for (const chip of document.querySelectorAll("[data-no-line]")) chip.hidden = navigator.onLine;
};
addEventListener("online", line);
addEventListener("offline", line);
line();

navigator.serviceWorker?.register(here.worker, { scope: "/" }).catch(() => {});
