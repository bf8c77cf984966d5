// Shows how far a run of the tour planner has come, and the plan when it is there.
"use strict";

const box = document.querySelector("#run[data-status]");
const bar = box?.querySelector("progress");
let missed = 0;

async function look() {
  try {
    const answer = await fetch(box.dataset.status, { headers: { accept: "application/json" }, redirect: "manual" });
    // Signed out, or gone: the page itself says what to do.
    if (!answer.ok) return location.reload();
    const now = await answer.json();
    if (!now.running) return location.reload();
    if (bar) bar.value = Math.min(now.seconds, now.of);
    for (const field of box.querySelectorAll("[data-now]")) {
      const text = String(now[field.dataset.now] || (field.dataset.now === "seconds" ? 0 : "–"));
      // Unchanged text is left alone, so that a screen reader hears only a new step.
      if (field.textContent !== text) field.textContent = text;
    }
    missed = 0;
  } catch {
    // No network: less and less often.
    missed = Math.min(missed + 1, 20);
  }
  setTimeout(look, 1000 * (1 + missed));
}
if (box) setTimeout(look, 500);
