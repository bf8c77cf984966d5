// Test people only: every national number carries +80 on the month (Skatteetaten's synthetic
// series), so none of them can belong to anybody. The organisations are synthetic too.

const organisation = (orgnr, name) => ({
  Rights: ["read", "write"],
  Authority: "iso6523-actorid-upis",
  ID: `0192:${orgnr}`,
  Name: name,
});

export const ACCOUNTS = [
  { sub: "c-1", pid: "20914695016", label: "Testinnbygger 20914695016", email: "innbygger1@example.test" },
  { sub: "c-2", pid: "10915596784", label: "Testinnbygger 10915596784" },
  { sub: "c-3", pid: "45840375084", label: "Testinnbygger med D-nummer 45840375084" },
  // A foreign eID may come without any Norwegian number at all.
  { sub: "c-4", label: "Testinnbygger uten norsk nummer" },
  {
    sub: "s-1",
    pid: "41814061033",
    label: "Testveileder Nord",
    staff: true,
    name: "Testveileder Nord",
    email: "veileder@example.test",
    reportees: [organisation("313876144", "SYNTETISK KOMMUNE NORD")],
  },
  {
    sub: "s-2",
    pid: "41814065640",
    label: "Testleder to kommuner",
    staff: true,
    name: "Testleder To",
    email: "leder@example.test",
    reportees: [
      organisation("313876144", "SYNTETISK KOMMUNE NORD"),
      organisation("310000019", "SYNTETISK KOMMUNE SØR"),
    ],
  },
  {
    sub: "s-3",
    pid: "20914695016",
    label: "Testansatt som ikke representerer noen",
    staff: true,
    name: "Testansatt Ingen",
    email: "ingen@example.test",
    reportees: [],
  },
];

/** The value a form posts for a person: the number, or the subject where several share one. */
export const pickValue = (account) => (account.staff || !account.pid ? account.sub : account.pid);

export const pickable = (staff) => ACCOUNTS.filter((account) => Boolean(account.staff) === staff);

/** The person for a posted value. A number outside the list makes a new citizen, for demo data. */
export function accountFor(value, staff) {
  const known = pickable(staff).find((account) => value === account.sub || value === account.pid);
  if (known) return known;
  if (!staff && /^\d{11}$/.test(value)) return { sub: `c-${value}`, pid: value };
  return undefined;
}

export const accountBySubject = (sub) =>
  ACCOUNTS.find((account) => account.sub === sub)
  ?? (/^c-\d{11}$/.test(sub) ? { sub, pid: sub.slice(2) } : undefined);
