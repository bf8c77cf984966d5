// Keeps the demo that the test files share, until it is asked to end. Prints its address when it is ready.
import { Site } from "./site.mjs";

const site = await Site.demo();
console.log(site.url);
let ending = false;
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(signal, () => {
    ending = true;
    site.stop().then(() => process.exit(0), (error) => {
      console.error(error.message);
      process.exit(1);
    });
  });
}
site.process.once("exit", () => ending || process.exit(1));
