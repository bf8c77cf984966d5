import { Visitor, NARROW } from "./lib/browser.mjs";
import { Site } from "./lib/site.mjs";
const site = await Site.demo();
const v = await Visitor.come(site);
await v.open("/logg-inn");
await v.page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", `<pre>${"x".repeat(30)}</pre>`));
await v.page.setViewportSize(NARROW);
await v.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
for (let i=0;i<3;i++) { console.log(await v.page.evaluate(()=>[innerWidth, document.documentElement.clientWidth, document.documentElement.scrollWidth, getComputedStyle(document.querySelector("pre")).fontSize, document.querySelector("pre").scrollWidth, getComputedStyle(document.body).fontSize])); await new Promise(r=>setTimeout(r,200)); }
await v.page.screenshot({path:"/tmp/btest/s/pre.png",fullPage:true});
await site.stop(); process.exit();
