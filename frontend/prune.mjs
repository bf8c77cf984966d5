// Removes from the collected stylesheet what no page of ours can reach. Everything here is safe to switch off:
// the result only gets larger.
import postcss from "postcss";

/** Selectors that need script-made elements or attributes that our templates never write. */
const NEVER = [
  /\bu-(datalist|option|summary)\b/, /::part\(/, /\.ds-(suggestion|skiplink|togglegroup|avatar|chip|floating|tooltip)\b/,
  /\.ds-(checkbox--checked|list--unstyled|icon|readonly-icon|focus)\b/, /clickdelegatefor|click-delegate/, /:dir\(rtl\)/,
  /\[data-color=brand\d\]/, /\[data-typography=secondary\]/, /\[data-color-scheme=(light|dark)\]/, /data-sticky-header/,
  /\.ds-badge--position/, /ds-field-counter|data-field=counter/, /\[data-size="2xl"\]|\[data-size=xl\]/,
  /\[role=switch\]/, /\.ds-search>(data|del)\b/, /\.ds-search>:is\(del/, /aria-expanded/, /\[data-multiple\]|\[data-creatable\]/, /\[data-floating/, /\[popover\]/,
];
/** The same selector written for two names, of which we use one. */
const RENAME = [
  [":is(.ds-search,.ds-suggestion)", ".ds-search"],
  [":is(.ds-togglegroup,.ds-toggle-group)", ".ds-toggle-group"],
  [":is(summary,u-summary)", "summary"],
  [":not(summary,u-summary)", ":not(summary)"],
  [":where(:hover,.\\:click-delegate-hover)", ":where(:hover)"],
  [":not([aria-expanded])", ""],
];

/** @param {string} css @returns {string} */
export function prune(css) {
  const root = postcss.parse(css);
  root.walkAtRules("media", (media) => {
    // Light is the default of `:root`, so the copy for "auto" and "light" repeats it.
    if (media.params.replaceAll(" ", "") === "(prefers-color-scheme:light)") media.remove();
  });
  root.walkRules(pruneSelectors);
  while (removeUnusedProperties(root) + removeUnusedKeyframes(root) > 0);
  removeEmpty(root);
  return root.toString();
}

function pruneSelectors(rule) {
  if (rule.parent.type === "atrule" && rule.parent.name.endsWith("keyframes")) return;
  for (const [from, to] of RENAME) rule.selector = rule.selector.replaceAll(from, to);
  const kept = rule.selectors.filter((selector) => !NEVER.some((never) => never.test(selector)));
  if (kept.length === 0) rule.remove();
  else rule.selectors = kept;
}

/** Custom properties that no value reads. Run until nothing more goes: one may be read only by another. */
function removeUnusedProperties(root) {
  const read = new Set();
  root.walkDecls((decl) => {
    for (const [, name] of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
  });
  let removed = 0;
  root.walkDecls(/^--/, (decl) => {
    if (!read.has(decl.prop)) { decl.remove(); removed += 1; }
  });
  return removed;
}

function removeUnusedKeyframes(root) {
  const animations = [];
  root.walkDecls(/animation/, (decl) => { animations.push(decl.value); });
  root.walkDecls(/^--/, (decl) => { animations.push(decl.value); });
  let removed = 0;
  root.walkAtRules("keyframes", (rule) => {
    if (!animations.some((value) => value.includes(rule.params))) { rule.remove(); removed += 1; }
  });
  return removed;
}

function removeEmpty(root) {
  let again = true;
  while (again) {
    again = false;
    root.walk((node) => {
      if (node.nodes && node.nodes.length === 0 && (node.type === "rule" || node.type === "atrule")) {
        node.remove();
        again = true;
      }
    });
  }
}
