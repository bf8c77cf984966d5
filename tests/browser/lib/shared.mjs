// Keeps the demo that the test files share, until it is asked to end. Prints its address when it is ready.
import { Site } from "./site.mjs";

const site = await Site.demo();
console.log(site.url);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(signal, () => site.stop().then(() => process.exit(0)));
}
site.process.once("exit", () => process.exit(1));
