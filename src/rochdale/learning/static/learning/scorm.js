// Tells a learning platform (SCORM 1.2) that the course was done. Without one, and where a sandbox forbids looking for it, nothing happens.
const platform = () => {
  try {
    for (let place = window, steps = 0; place && steps < 10; place = place.parent === place ? place.opener : place.parent, steps += 1) {
      if (place.API) return place.API;
    }
  } catch { /* the sandbox says no */ }
  return null;
};
const api = platform();
if (api) {
  api.LMSInitialize("");
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
  addEventListener("pagehide", () => api.LMSFinish(""));
}
document.querySelector("[data-done]")?.addEventListener("click", (event) => {
  event.target.disabled = true;
  api?.LMSSetValue("cmi.core.lesson_status", "completed");
  api?.LMSCommit("");
});
