// The two pages a person meets at the provider. Plain forms, so that a browser test and an HTTP
// test submit the same thing.
import { pickValue, pickable } from "./users.js";

const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

const page = (title, body) => `<!DOCTYPE html>
<html lang="nb"><head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body><main><h1>${escape(title)}</h1>
${body}
</main></body></html>`;

/** What a client asks about the log-in level; the first one is chosen when nothing is picked. */
export const levels = (staff) =>
  staff
    ? ["substantial", "high", "low"]
    : ["idporten-loa-substantial", "idporten-loa-high", "idporten-loa-low", "eidas-loa-high", "eidas-loa-low"];

export function loginPage(uid, staff) {
  const option = (value, label) => `<option value="${escape(value)}">${escape(label)}</option>`;
  const users = pickable(staff).map((account) => option(pickValue(account), account.label)).join("\n");
  const choices = levels(staff).map((level) => option(level, level)).join("\n");
  return page(
    staff ? "Testinnlogging for ansatte" : "Testinnlogging for innbyggere",
    `<form method="post" action="/interaction/${escape(uid)}">
<p><label for="user">Testperson</label>
<select id="user" name="user">
${users}
</select></p>
<p><label for="level">Sikkerhetsnivå</label>
<select id="level" name="level">
${choices}
</select></p>
<p><button type="submit" name="action" value="login">Logg inn</button>
<button type="submit" name="action" value="cancel">Avbryt</button></p>
</form>`,
  );
}

/**
 * The log-out page. `form` is the provider's own confirmation form; the frames are the
 * front-channel calls that ID-porten makes (GET with iss and sid), the caller's own included.
 */
export function logoutPage(form, frames) {
  const iframes = frames.map((url) => `<iframe title="utlogging" src="${escape(url)}" width="1" height="1"></iframe>`);
  return page(
    "Logg ut av testinnloggingen",
    `${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Logg ut</button></p>
${iframes.join("\n")}`,
  );
}

export const loggedOutPage = () => page("Du er logget ut", "<p>Du kan lukke vinduet.</p>");
