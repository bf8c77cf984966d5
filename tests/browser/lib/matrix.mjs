// Which languages, scripts and widths a journey is made in: pairwise, or all of them with TORG_BROWSER_ALL=1.
const LANGS = ["nb", "nn", "en"];

/** Every pair of language, script and width is in one of these six. */
const PAIRS = [
  ["nb", true, 1280], ["nb", false, 390],
  ["nn", true, 390], ["nn", false, 1280],
  ["en", true, 1280], ["en", false, 390],
];

const ALL = LANGS.flatMap((lang) => [true, false].flatMap((script) => [1280, 390].map((width) => [lang, script, width])));

export const combinations = (process.env.TORG_BROWSER_ALL === "1" ? ALL : PAIRS).map(([lang, script, width], index) => ({
  lang, script, width, index,
  name: `${lang}, ${script ? "with" : "without"} JavaScript, ${width} px`,
}));
