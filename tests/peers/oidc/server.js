// Starts the certified OpenID provider from npm, set up to behave like ID-porten (client
// torg-citizen) and Ansattporten (client torg-staff): PAR and PKCE S256 required, private_key_jwt,
// pid / acr / sid in the ID token, front-channel log-out by frames. For tests only: anybody who
// can reach the port can log in as anybody.
//
//   node server.js --keys DIR [--port 0]
//        [--citizen-redirect URL]... [--citizen-logout URL]... [--citizen-frontchannel URL]
//        [--staff-redirect URL]...   [--staff-logout URL]...   [--staff-frontchannel URL]
//        [--until-stdin-closes]
//
// DIR receives the clients' private keys (torg-citizen.pem, torg-staff.jwk.json); keys that lie
// there already are used again, while the provider's own signing key is new at each start. When
// ready it prints one line: {"issuer","port","clients":{"citizen":{"client_id","key_file","kid"},"staff":{...}}}.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import Provider from "oidc-provider";
import { clientKey, providerKey } from "./keys.js";
import { levels, loggedOutPage, loginPage, logoutPage } from "./pages.js";
import { accountBySubject, accountFor } from "./users.js";

const many = { type: "string", multiple: true, default: [] };
const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    keys: { type: "string" },
    "until-stdin-closes": { type: "boolean", default: false },
    "citizen-redirect": many,
    "citizen-logout": many,
    "citizen-frontchannel": { type: "string" },
    "staff-redirect": many,
    "staff-logout": many,
    "staff-frontchannel": { type: "string" },
  },
});
if (!options.keys) {
  console.error("server.js: --keys DIR is missing: the folder that receives the test clients' keys");
  process.exit(2);
}

const keys = {
  citizen: await clientKey(options.keys, "citizen"),
  staff: await clientKey(options.keys, "staff"),
};
const frontchannel = {
  "torg-citizen": options["citizen-frontchannel"],
  "torg-staff": options["staff-frontchannel"],
};

function client(kind) {
  const fallback = `http://127.0.0.1:8080/${kind === "staff" ? "ansatt" : "innlogging"}/retur`;
  const redirects = options[`${kind}-redirect`];
  return {
    client_id: `torg-${kind}`,
    client_name: `Torg (${kind})`,
    redirect_uris: redirects.length ? redirects : [fallback],
    post_logout_redirect_uris: options[`${kind}-logout`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: keys[kind].publicJwk.alg,
    jwks: { keys: [keys[kind].publicJwk] },
  };
}

function claimsOf(account) {
  return {
    sub: account.sub,
    ...(account.pid && { pid: account.pid }),
    ...(account.name && { name: account.name }),
    ...(account.email && { email: account.email, email_verified: true }),
    locale: "nb",
  };
}

/** What Ansattporten puts in the token: the requested details, with the organisations chosen. */
function authorizationDetails(account, requested) {
  if (!account.staff || !requested) return {};
  const details = JSON.parse(requested).map((detail) => ({ ...detail, reportees: account.reportees }));
  return { authorization_details: details };
}

// What was asked for in each grant, so that the ID token can answer it.
const requestedDetails = new Map();

const configuration = {
  clients: [client("citizen"), client("staff")],
  jwks: { keys: [providerKey()] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  acrValues: [...levels(false), ...levels(true)],
  scopes: ["openid", "profile", "email"],
  claims: {
    openid: ["sub", "pid", "acr", "amr", "auth_time", "sid", "authorization_details"],
    profile: ["name", "locale"],
    email: ["email", "email_verified"],
  },
  conformIdTokenClaims: false,
  extraParams: ["authorization_details"],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    // Switched off because it would want a "resource" beside authorization_details.
    resourceIndicators: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
  },
  clientAuthMethods: ["private_key_jwt"],
  enabledJWA: { clientAuthSigningAlgValues: ["RS256", "ES256"] },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 120, Interaction: 600, Session: 1800, Grant: 1800 },
  async findAccount(ctx, sub) {
    const account = accountBySubject(sub);
    if (!account) return undefined;
    const asked = requestedDetails.get(ctx.oidc.entities.Grant?.jti);
    return { accountId: sub, claims: () => ({ ...claimsOf(account), ...authorizationDetails(account, asked) }) };
  },
  // Nobody is asked for consent: the log-in services in question do not ask either.
  async loadExistingGrant(ctx) {
    const { Grant } = ctx.oidc.provider;
    const grant = new Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    requestedDetails.set(await grant.save(), ctx.oidc.params.authorization_details);
    return grant;
  },
};

async function logoutSource(ctx, form) {
  const { session, provider } = ctx.oidc;
  const frames = Object.keys(session.authorizations ?? {})
    .filter((id) => frontchannel[id])
    .map((id) => {
      const url = new URL(frontchannel[id]);
      url.searchParams.set("iss", provider.issuer);
      url.searchParams.set("sid", session.sidFor(id));
      return url.href;
    });
  ctx.body = logoutPage(form, frames);
}

async function postLogoutSuccessSource(ctx) {
  ctx.body = loggedOutPage();
}

async function readForm(request) {
  let body = "";
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

function answer(response, status, body) {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(body);
}

async function interaction(provider, request, response) {
  const { uid, params } = await provider.interactionDetails(request, response);
  const staff = params.client_id === "torg-staff";
  if (request.method !== "POST") return answer(response, 200, loginPage(uid, staff));

  const form = await readForm(request);
  if (form.get("action") === "cancel") {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  const account = accountFor(form.get("user") ?? "", staff);
  if (!account) return answer(response, 422, "Ukjent testperson");
  const level = levels(staff).includes(form.get("level")) ? form.get("level") : levels(staff)[0];
  // ID-porten sends amr as one string, Ansattporten as a list: so do we.
  const amr = staff ? ["TestID"] : "TestID";
  const login = { accountId: account.sub, acr: level, amr };
  // The empty consent answers the question that authorization_details raises in this provider.
  return provider.interactionFinished(request, response, { login, consent: {} });
}

// ID-porten prefers log-out by POST. This provider takes POST only together with SameSite=None
// cookies, which browsers refuse without https; so the form becomes its GET.
async function logoutByPost(request, response) {
  response.writeHead(303, { location: `${request.url}?${await readForm(request)}`, "cache-control": "no-store" });
  response.end();
}

const server = createServer();
server.listen(Number(options.port), "127.0.0.1", () => {
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration);
  // The session id goes into the ID token, as frontchannel_logout_session_required does there.
  provider.Client.prototype.includeSid = () => true;
  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (request.method === "POST" && request.url === "/session/end") return logoutByPost(request, response);
    if (!request.url.startsWith("/interaction/")) return handle(request, response);
    interaction(provider, request, response).catch(() => answer(response, 400, "Innloggingen er utløpt"));
  });
  const about = ({ clientId, file, publicJwk }) => ({ client_id: clientId, key_file: file, kid: publicJwk.kid });
  console.log(JSON.stringify({
    issuer,
    port,
    clients: { citizen: about(keys.citizen), staff: about(keys.staff) },
  }));
});

if (options["until-stdin-closes"]) {
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
