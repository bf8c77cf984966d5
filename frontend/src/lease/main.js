// Bookings on a device that may be without a line for hours. Two pages: one brings a lease here, the other uses it.
import * as device from "./device.js";
import { find } from "./page.js";
import * as pair from "./pair.js";

async function start() {
  const form = find("pair");
  try {
    await navigator.serviceWorker.register("/leie-sw.js", { scope: "/leie", updateViaCache: "none" });
    await (form ? pair.start(form) : device.start());
  } catch {
    if (form) pair.refuse(form);
    else await device.start().catch(device.refuse);
  }
}
start();
