// The device's page: books, cancels and counts without a line, and hands over when there is one.
import * as kept from "./kept.js";
import { careful, fault, find, make, tell, word } from "./page.js";
import { keyOf, newId, open, seal } from "./seal.js";

/** Seconds between looks for a line; milliseconds without a touch before the page locks itself. */
const [LOOK, IDLE] = [20, 5 * 60_000];
/** Ops in one call. */
const AT_ONCE = 40;
const lang = () => find("device").dataset.lang;

/** The lease as it lies here, its key and secret while somebody has unlocked it, and what was done. */
let [own, key, secret, ops] = [undefined, undefined, undefined, []];
let [online, refused, locked, touched] = [false, false, true, Date.now()];

/** The time by the server's clock: an old tablet's own may be wrong. */
const now = () => Date.now() + own.skew;
const inOslo = (form) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Oslo", ...form });
const clockForm = inOslo({ hour: "2-digit", minute: "2-digit" });
const dateForm = inOslo({ day: "numeric", month: "numeric" });
const colon = (text) => (lang() === "en" ? text : text.replace(":", "."));
const clock = (at) => colon(clockForm.format(at));
const date = (at) => (lang() === "en" ? dateForm.format(at) : `${dateForm.format(at).replace("/", ".")}.`);
const moment = (at) => `${date(at)} ${clock(at)}`;
const waiting = () => ops.filter((op) => op.state === "waiting");

export async function start() {
  own = await kept.lease();
  find("device").hidden = false;
  if (!own) return void (find("none").hidden = false);
  ops = await kept.ops();
  find("state").hidden = false;
  fillIn();
  listen();
  show();
  setInterval(tick, 1000);
  return meet();
}

export function refuse() {
  find("device").hidden = false;
  trouble("lease-no-store");
}

function trouble(message) {
  find("trouble").hidden = !message;
  tell(find("trouble"), message ? word(message) : "");
}

let seconds = 0;
function tick() {
  if (!locked && Date.now() - touched > IDLE) lock();
  seconds += 1;
  if (seconds % LOOK === 0) meet();
  if (seconds % 5 === 0) showState();
}

// --- Meeting the server

const sent = async (op) => {
  const { id, at, kind, seat, service, of } = op;
  return { id, at, kind, seat, service, of, ...(op.sealed ? await open(key, op.sealed) : {}) };
};

/** Hands over what waits, one meeting after the other. The server does each thing once, so whatever is lost on the way is sent again. */
const meet = () => (meeting = meeting.then(meetNow));
let meeting = Promise.resolve();

async function meetNow() {
  try {
    let more = Boolean(secret);
    // Before the PIN is typed there is nothing to show the server; whether it is there can be seen all the same.
    if (!more) await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    while (more) more = await handOver();
    online = true;
  } catch {
    online = false;
  }
  show();
}

/** One call. Returns whether there is more that can be sent now. */
async function handOver() {
  ops = await kept.ops();
  const batch = waiting().slice(0, AT_ONCE);
  const answer = await fetch(`/leie/${own.lease.id}/flett`, {
    method: "POST", credentials: "omit", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(20_000),
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ ops: await Promise.all(batch.map(sent)) }),
  });
  refused = answer.status === 403;
  if (!answer.ok) throw new Error(answer.status);
  const told = await answer.json();
  const outcomes = new Map(told.results.map((one) => [one.id, one.outcome]));
  const done = batch.filter((op) => (outcomes.get(op.id) ?? "again") !== "again");
  await kept.change(done.map((op) => settled(op, outcomes.get(op.id))));
  ops = await kept.ops();
  Object.assign(own, { skew: told.now - Date.now(), heard: told.now, open: told.open });
  own.lease.ends = told.ends;
  await kept.keep(own);
  return done.length > 0 && waiting().length > 0;
}

/** What the server has is not kept here; what it could not read is, since it lies nowhere else. */
function settled(op, outcome) {
  if (outcome === "wrong") return { ...op, state: outcome };
  const { sealed, ...rest } = op;
  return { ...rest, state: outcome };
}

// --- What is shown

const mayBook = () => own.open && now() < own.lease.ends;

/** Seats that can still be booked here, by day and start. */
function free() {
  const used = new Set(ops.map((op) => op.seat));
  const soonest = now() + own.lease.notice * 60_000;
  const left = (start) => ({ ...start, seats: start.seats.filter((seat) => !used.has(seat.id)) });
  const days = own.lease.days.map((day, n) => ({ ...day, n, starts: day.starts.map(left).filter((s) => s.at > soonest && s.seats.length) }));
  return mayBook() ? days.filter((day) => day.starts.length) : [];
}

function show() {
  showState();
  find("lock").hidden = !locked;
  find("work").hidden = locked;
  if (locked) return;
  showBooking();
  showOwn();
  const counted = ops.filter((op) => op.kind === "dropin").length;
  tell(find("count-told"), word("lease-counted", { n: counted }));
}

function showState() {
  const state = refused ? "lease-refused" : online ? "lease-online" : "lease-offline";
  tell(find("line"), word(state));
  find("line").dataset.color = refused ? "danger" : online ? "success" : "warning";
  tell(find("where"), `${own.lease.place}, ${own.lease.name}`);
  const minutes = Math.max(0, Math.floor((now() - own.heard) / 60_000));
  tell(find("contact"), word("lease-ago", { time: clock(own.heard), n: minutes }));
  tell(find("unmerged"), String(waiting().length));
  tell(find("until"), moment(own.lease.ends));
  document.body.classList.toggle("offline", !online);
}

/** Fills a list; the same list is left alone, since somebody may be choosing in it. */
function options(select, all) {
  const had = select.value;
  if (all.length === select.length && all.every(([value], n) => select.options[n].value === String(value))) return;
  select.replaceChildren(...all.map(([value, text]) => make("option", { value }, text)));
  if (all.some(([value]) => String(value) === had)) select.value = had;
}

function fillIn() {
  const named = (all) => all.map((service) => [service.id, service.name[lang()]]);
  options(find("service"), named(own.lease.services));
  options(find("counted"), named(own.lease.counted));
}

function showBooking() {
  const days = free();
  find("closed").hidden = mayBook();
  find("full").hidden = !mayBook() || days.length > 0;
  find("book").hidden = days.length === 0;
  options(find("day"), days.map((day) => [day.n, day.title[lang()]]));
  showTimes(days);
}

/** The times of the chosen day; nothing is drawn anew while somebody chooses among the same. */
function showTimes(days = free()) {
  const day = days.find((one) => String(one.n) === find("day").value);
  const starts = day?.starts ?? [];
  const box = find("times");
  const signature = starts.map((start) => start.at).join();
  if (box.dataset.shown === signature) return;
  box.dataset.shown = signature;
  box.replaceChildren(...starts.map((start) => {
    const id = `t${start.at}`;
    const radio = make("input", { class: "ds-input", type: "radio", name: "time", id, value: start.at });
    const label = make("label", { class: "ds-label", for: id }, start.time[lang()]);
    return make("div", { class: "ds-field", "data-variant": "outline" }, radio, label);
  }));
}

/** When a seat is, and its reference. */
function seatOf(id) {
  for (const day of own.lease.days) for (const start of day.starts) for (const seat of start.seats) {
    if (seat.id === id) return { when: `${day.title[lang()]}, ${start.time[lang()]}`, reference: seat.reference };
  }
  return {};
}
const serviceName = (id) => own.lease.services.find((service) => service.id === id)?.name[lang()] ?? "";

/** What stands about a booking: as the server said, or as was done here since. */
function stateOf(op) {
  const cancel = ops.find((other) => other.of === op.id);
  return cancel && cancel.state !== "waiting" ? cancel.state : cancel ? "cancelled" : op.state;
}

const COLOURS = { waiting: "warning", booked: "success", call: "danger", wrong: "danger", late: "warning" };

async function showOwn() {
  const booked = ops.filter((op) => op.kind === "book").reverse();
  const lines = await Promise.all(booked.map(async (op) => {
    const who = op.sealed && key ? await open(key, op.sealed).catch(() => ({})) : {};
    return { op, name: who.hidden ? "" : who.name ?? "", state: stateOf(op) };
  }));
  const list = find("own");
  const signature = JSON.stringify([lang(), lines.map((line) => [line.op.id, line.name, line.state])]);
  if (list.dataset.shown === signature || locked) return;
  list.dataset.shown = signature;
  const had = list.contains(document.activeElement);
  find("own-none").hidden = lines.length > 0;
  list.replaceChildren(...lines.map(line));
  if (had) find("h-own").focus();
}

function line({ op, name, state }) {
  const { when, reference } = seatOf(op.seat);
  const text = make("span", { class: "call__text" }, make("strong", {}, name || reference));
  text.append(make("span", { class: "call__meta" }, `${when}, ${serviceName(op.service)}${name ? `, ${reference}` : ""}`));
  const tag = make("span", { class: "ds-tag", "data-color": COLOURS[state] ?? "neutral" }, word(`lease-state-${state}`));
  const item = make("li", { class: "call", "data-state": state }, text, tag);
  if (["waiting", "booked", "call"].includes(state)) {
    const button = make("button", { class: "ds-button", "data-variant": "secondary", type: "button" }, word("lease-cancel"));
    button.append(make("span", { class: "ds-sr-only" }, ` ${name || reference}`));
    careful(button, word("lease-cancel-yes"), word("lease-cancel-no"), () => cancel(op));
    item.append(button);
  }
  return item;
}

// --- What is done

const record = async (deed) => {
  const at = now();
  await kept.add({ id: newId(at), at, state: "waiting", ...deed });
  ops = await kept.ops();
};

/** Eight digits, or a number with its country code; what the server reads as a number. */
const isPhone = (typed) => /^((\+?47|0047)?\d{8}|(\+|00)(?!0|47)\d{8,15})$/.test(typed.replace(/[\s().-]/g, ""));

async function book() {
  const chosen = find("times").querySelector("input:checked");
  const [name, phone] = [find("name").value.trim(), find("phone").value.trim()];
  const right = [
    fault("times", chosen ? "" : "lease-times-missing"),
    fault("name", name ? "" : "contact-name-missing"),
    fault("phone", !phone || isPhone(phone) ? "" : "contact-phone-wrong"),
  ];
  if (right.includes(false)) {
    const [first, second] = [find("times").querySelector("input"), find(right[1] ? "phone" : "name")];
    return (right[0] ? second : first).focus();
  }
  const seat = free().flatMap((day) => day.starts).find((start) => String(start.at) === chosen.value)?.seats[0]?.id;
  const sealed = await seal(key, { name, phone, lang: lang(), hidden: find("hide").checked });
  const service = find("service").value;
  try {
    if (!seat) throw new Error("gone");
    await record({ kind: "book", seat, service, sealed });
  } catch {
    ops = await kept.ops();
    show();
    fault("times", "lease-time-gone");
    return find("times").querySelector("input")?.focus();
  }
  ["name", "phone"].forEach((id) => (find(id).value = ""));
  find("hide").checked = chosen.checked = false;
  showSlip(seat, service);
  show();
  return meet();
}

function showSlip(seat, service) {
  const { when, reference } = seatOf(seat);
  const told = { reference, time: when, place: own.lease.place, service: serviceName(service), phone: own.lease.phone };
  for (const [what, text] of Object.entries(told)) tell(find(`slip-${what}`), text);
  find("slip").hidden = false;
  find("booking").hidden = true;
  find("h-slip").focus();
}

function closeSlip() {
  find("slip").hidden = true;
  find("booking").hidden = false;
  find("h-book").focus();
}

async function cancel(op) {
  if (!ops.some((other) => other.of === op.id)) await record({ kind: "cancel", of: op.id });
  show();
  await meet();
}

async function count() {
  await record({ kind: "dropin", service: find("counted").value });
  show();
  await meet();
}

// --- Lock

async function unlock() {
  const [field, typed] = [find("pin"), find("pin").value.trim()];
  try {
    const tried = await keyOf(typed, own.salt);
    [secret, key] = [await open(tried, own.sealed), tried];
  } catch {
    fault("pin", "lease-pin-wrong");
    return field.focus();
  }
  fault("pin", "");
  field.value = "";
  [locked, touched] = [false, Date.now()];
  show();
  find(find("slip").hidden ? "h-book" : "h-slip").focus();
  return meet();
}

/** Takes names out of sight. What waits is still sent, as long as the page is open. */
function lock() {
  locked = true;
  find("own").replaceChildren();
  delete find("own").dataset.shown;
  ["name", "phone"].forEach((id) => (find(id).value = ""));
  show();
  find("pin").focus();
}

async function forget(fromLock) {
  ops = await kept.ops();
  if (!fromLock && waiting().length) return trouble("lease-forget-waits");
  await kept.forget();
  return location.reload();
}

function listen() {
  const on = (id, event, deed) => find(id).addEventListener(event, (happened) => {
    if (event === "submit") happened.preventDefault();
    trouble("");
    Promise.resolve(deed(happened)).catch(() => trouble("lease-no-store"));
  });
  // A second press while the first is being written is a slip.
  let writing = false;
  const once = (deed) => async () => {
    if (writing) return;
    writing = true;
    try { await deed(); } finally { writing = false; }
  };
  on("lock", "submit", once(unlock));
  on("book", "submit", once(book));
  on("count", "submit", once(count));
  on("day", "change", () => showTimes());
  on("merge", "click", meet);
  on("lock-now", "click", lock);
  on("slip-print", "click", () => print());
  on("slip-done", "click", closeSlip);
  for (const button of document.querySelectorAll("[data-forget]")) {
    careful(button, word("lease-forget-yes"), word("lease-forget-no"), () => forget(locked));
  }
  for (const event of ["keydown", "pointerdown"]) addEventListener(event, () => (touched = Date.now()));
  addEventListener("online", meet);
  addEventListener("offline", () => { online = false; show(); });
}
