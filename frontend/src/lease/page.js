// The few things that both pages do with their markup.

export const find = (id) => document.getElementById(id);

const words = {};
for (const word of document.querySelectorAll("[data-word]")) words[word.dataset.word] = word.textContent;

/** A text of the page, with what stands in braces put in. */
export const word = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Puts a text in an element. Not the same text again: a screen reader would say it once more. */
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Says what is wrong at a field, or that nothing is. */
export function fault(id, key) {
  const [field, message] = [find(id), find(`${id}-e`)];
  message.hidden = !key;
  tell(message, key ? word(key) : "");
  if (field.matches("input")) field.toggleAttribute("aria-invalid", false);
  if (key && field.matches("input")) field.setAttribute("aria-invalid", "true");
  return !key;
}

/** An element with a text and attributes. */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

/** A button that asks once more before it does something that cannot be undone. */
export function careful(button, yes, no, deed) {
  const ask = make("span", { class: "actions" });
  const sure = make("button", { class: "ds-button", "data-color": "danger", type: "button" }, yes);
  const back = make("button", { class: "ds-button", "data-variant": "secondary", type: "button" }, no);
  ask.append(sure, back);
  button.addEventListener("click", () => { button.replaceWith(ask); sure.focus(); });
  back.addEventListener("click", () => { ask.replaceWith(button); button.focus(); });
  sure.addEventListener("click", deed);
}
