"use strict";

const byId = (id) => document.getElementById(id);

/** An element; nothing that comes from a spec or a request is ever read as HTML. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

let operations = [];
let current = null;
const narrow = matchMedia("(max-width: 699px)");

/** A long name may break before a capital. */
const breakable = (name) => name.split(/(?=[A-Z][a-z])/).flatMap((part) => [document.createElement("wbr"), part]);

/** What stands between backticks is code. */
const sentence = (text) => text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));

// ---- operations

function showOperations() {
  const wanted = byId("filter").value.trim().toLowerCase();
  const groups = new Map();
  for (const operation of operations) {
    const text = `${operation.name} ${operation.title} ${operation.method} ${operation.path}`;
    if (!text.toLowerCase().includes(wanted)) continue;
    const heading = [operation.service, operation.group].filter(Boolean).join(" · ");
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push(operation);
  }
  const list = byId("operations");
  list.replaceChildren();
  for (const [heading, members] of groups) {
    const links = members.map((operation) => element("li", {},
      element("a", { href: `#${operation.key}`, "aria-current": operation === current && "page" },
        element("span", { class: `method ${operation.method}` }, operation.method),
        element("span", {}, ...breakable(operation.name)))));
    list.append(element("h2", {}, heading), element("ul", {}, ...links));
  }
  if (groups.size === 0) list.append(element("p", { class: "quiet" }, "No operation matches."));
}

function choose(move) {
  const key = decodeURIComponent(location.hash.slice(1));
  const chosen = operations.find((operation) => operation.key === key);
  // Other fragments, such as the one of the skip link, choose nothing.
  if (!chosen && current) return;
  current = chosen ?? operations[0];
  showOperations();
  showOperation();
  document.title = `${current.name} · Apiscribe mock`;
  if (narrow.matches) byId("menu").open = false;
  if (move && chosen) {
    byId("operation").focus({ preventScroll: true });
    byId("operation").scrollIntoView({ block: "start" });
  }
}

// ---- one operation

function facts(row) {
  const words = [row.type];
  if (row.min != null && row.max != null) words.push(`${row.min} to ${row.max}`);
  else if (row.min != null) words.push(`at least ${row.min}`);
  else if (row.max != null) words.push(`at most ${row.max}`);
  if (row.default != null) words.push(`default ${row.default}`);
  if (row.secret) words.push("secret");
  return words.join(", ");
}

function field(row, index) {
  const id = `field-${index}`;
  const value = row.credential ? "any-will-do" : current.sample.parameters[row.name];
  const text = typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
  const values = row.values.length > 0 ? `values-${index}` : null;
  const input = element("input", {
    id, "data-index": index, value: text, list: values, autocomplete: "off", spellcheck: "false",
    placeholder: row.default ?? "", "aria-describedby": `about-${index}`,
  });
  return element("div", { class: "field" },
    element("label", { for: id },
      element("code", {}, row.name),
      element("span", { class: "facts" }, facts(row)),
      row.required ? element("span", { class: "must" }, "required") : null),
    input,
    values && element("datalist", { id: values },
      ...row.values.map((known) => element("option", { value: known.wire }, known.meaning))),
    element("p", { id: `about-${index}` }, row.about ?? ""));
}

function fieldset(title, location) {
  const rows = current.rows.map((row, index) => [row, index]).filter(([row]) => row.in === location);
  if (rows.length === 0) return null;
  return element("fieldset", {}, element("legend", {}, title),
    element("div", { class: "fields" }, ...rows.map(([row, index]) => field(row, index))));
}

function bodyEditor() {
  if (!current.has_body) return null;
  const area = element("textarea", { id: "body", spellcheck: "false", rows: "4", "aria-label": "JSON body" });
  area.value = JSON.stringify(current.sample.body, null, 2);
  area.rows = Math.min(area.value.split("\n").length + 1, 30);
  return element("fieldset", {}, element("legend", {}, "Body"), area);
}

function answerChoice() {
  const select = element("select", { id: "demand" }, element("option", { value: "" }, "as the request deserves"));
  for (const response of current.responses) {
    select.append(element("option", { value: response.status }, `${response.status} ${response.object}`));
  }
  for (const [value, text] of [["failure", "a failure in the envelope"], ["truncated", "a broken connection"],
    ["html", "HTML of a proxy"], ["empty", "an empty body"]]) {
    select.append(element("option", { value }, text));
  }
  return element("label", {}, "Answer", select);
}

function bodyRows() {
  const rows = current.rows.filter((row) => row.in === "body");
  if (rows.length === 0) return null;
  const items = rows.map((row) => element("li", {},
    element("code", {}, row.name), " ", element("span", { class: "facts" }, facts(row)), " ",
    row.required ? element("span", { class: "must" }, "required") : null,
    element("div", { class: "quiet" }, row.about ?? ""),
    row.values.length > 0 ? element("div", { class: "values" },
      ...row.values.map((known) => element("span", {}, element("code", {}, String(known.wire)), ` ${known.meaning}`))) : null));
  return element("details", {}, element("summary", {}, `Rows of the body (${rows.length})`),
    element("ul", { class: "rows" }, ...items));
}

function rules() {
  if (current.rules.length === 0) return null;
  const items = current.rules.map((rule) => element("li", {},
    rule.about ?? "", element("div", { class: "quiet" }, element("code", {}, rule.id))));
  return element("details", { open: true }, element("summary", {}, "Rules between rows"),
    element("ul", { class: "rows" }, ...items));
}

function showOperation() {
  const form = element("form", { "aria-label": `Try ${current.name}` },
    fieldset("Path", "path"), fieldset("Query", "query"), fieldset("Headers", "header"), bodyEditor(),
    element("div", { class: "actions" },
      element("button", { class: "primary", id: "send" }, "Send"), answerChoice()));
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  form.addEventListener("input", showCurl);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
  });
  byId("operation").replaceChildren(
    element("h2", {}, current.title),
    element("p", { class: "quiet" }, current.about),
    element("p", { class: "line" },
      element("span", { class: `method ${current.method}` }, current.method),
      element("code", {}, current.path)),
    element("div", { class: "tags" },
      element("span", {}, current.name),
      element("a", { href: current.page, rel: "noreferrer" }, "Documentation"),
      element("a", { href: `/${current.key.split(".")[0]}/openapi.json` }, "OpenAPI"),
      current.state ? element("span", {}, `This ${current.state}.`) : null),
    form,
    element("section", { id: "answer", "aria-live": "polite", "aria-label": "Answer" }),
    element("details", {}, element("summary", {}, "As curl"), element("pre", { id: "curl", tabindex: "0" })),
    ...[rules(), bodyRows()].filter(Boolean));
  showCurl();
}

// ---- sending

/** The request that the form describes. */
function request() {
  let path = current.path;
  const query = [];
  const headers = {};
  for (const input of byId("operation").querySelectorAll("input[data-index]")) {
    const row = current.rows[Number(input.dataset.index)];
    if (row.in === "path") path = path.replace(`{${row.name}}`, encodeURIComponent(input.value));
    else if (input.value === "") continue;
    else if (row.in === "query") query.push(`${encodeURIComponent(row.name)}=${encodeURIComponent(input.value)}`);
    else headers[row.name] = input.value;
  }
  const body = current.has_body ? byId("body").value : undefined;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (byId("demand").value !== "") headers["X-Mock-Answer"] = byId("demand").value;
  return { target: query.length > 0 ? `${path}?${query.join("&")}` : path, headers, body };
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function showCurl() {
  const { target, headers, body } = request();
  const words = [`curl -i -X ${current.method} ${quoted(location.origin + target)}`];
  for (const [name, value] of Object.entries(headers)) words.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) words.push(`-d ${quoted(body)}`);
  byId("curl").textContent = words.join(" \\\n  ");
}

async function send() {
  const button = byId("send");
  const asked = current;
  const { target, headers, body } = request();
  button.disabled = true;
  const begun = performance.now();
  let shown;
  try {
    const response = await fetch(target, { method: current.method, headers, body, cache: "no-store" });
    const text = await response.text();
    const time = Math.round(performance.now() - begun);
    shown = () => showAnswer(response.status, response.statusText, time, text);
  } catch (error) {
    shown = () => showFailure(error);
  }
  button.disabled = false;
  await showRequests();
  // The answer to a form that is gone belongs to nothing.
  if (asked === current) shown();
}

/** Why the last request was refused. */
function why(recorded) {
  const reasons = (recorded?.violations ?? []).map((violation) => element("li", {},
    ...sentence(violation.message), violation.rule ? element("code", { class: "rule" }, violation.rule) : null));
  if (recorded?.note) reasons.push(element("li", { class: "note" }, ...sentence(recorded.note)));
  return reasons.length > 0 ? element("ul", { class: "why" }, ...reasons) : null;
}

function showAnswer(status, reason, time, text) {
  const recorded = last.find((one) => one.operation === current.name);
  const kind = status >= 400 || recorded?.refused ? "bad" : "good";
  let body = text;
  try { body = JSON.stringify(JSON.parse(text), null, 2); } catch { /* Shown as it is. */ }
  const answer = byId("answer");
  answer.className = kind;
  answer.replaceChildren(...[
    element("h3", {}, element("span", { class: `status ${kind}` }, `${status} ${reason}`.trim()),
      element("span", { class: "quiet" }, `${time} ms`)),
    why(recorded),
    element("pre", { tabindex: "0", "aria-label": "Body of the answer" }, body === "" ? "(no body)" : body),
  ].filter(Boolean));
}

function showFailure(error) {
  const answer = byId("answer");
  answer.className = "bad";
  answer.replaceChildren(element("h3", {}, element("span", { class: "status bad" }, "No answer")),
    element("p", {}, String(error)));
}

// ---- the last requests

let last = [];
let drawn = "";

async function showRequests() {
  let answer;
  try { answer = await (await fetch("/_mock/requests", { cache: "no-store" })).json(); } catch { return; }
  last = answer;
  const seen = JSON.stringify([last.length, last[0]?.number]);
  if (seen === drawn) return;
  drawn = seen;
  const list = byId("requests");
  const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.number));
  const focused = document.activeElement?.closest?.("#requests details")?.dataset.number;
  byId("requests-empty").hidden = last.length > 0;
  list.replaceChildren(...last.slice(0, 25).map((one) => recordedItem(one, open)));
  // Who walks through the list by keyboard stays where they were.
  if (focused) list.querySelector(`details[data-number="${focused}"] summary`)?.focus();
}

function recordedItem(one, open) {
  const kind = one.refused ? "bad" : "good";
  const time = new Date(one.time).toLocaleTimeString();
  const number = String(one.number);
  return element("li", {}, element("details", { "data-number": number, open: open.has(number) },
    element("summary", {},
      element("span", { class: `status ${kind}` }, String(one.status)),
      element("span", {}, ...breakable(one.operation ?? "no operation")),
      element("span", { class: "quiet" }, time),
      element("span", { class: "mono" }, `${one.method} ${one.target}`)),
    why(one) ?? element("p", { class: "why quiet" }, `Kept every rule; answered in ${one.milliseconds} ms.`)));
}

// ---- start

narrow.addEventListener("change", () => { byId("menu").open = !narrow.matches; });
byId("filter").addEventListener("input", showOperations);
byId("reset").addEventListener("click", async () => {
  const answer = await fetch("/_mock/reset", { method: "POST" });
  byId("summary").textContent = answer.ok ? "The session begins anew." : "The session could not be reset.";
});
addEventListener("hashchange", () => choose(true));

(async () => {
  operations = await (await fetch("/_mock/operations")).json();
  const services = new Set(operations.map((operation) => operation.service)).size;
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  byId("summary").textContent = `${plural(operations.length, "operation")} of ${plural(services, "service")} at ${location.origin}`;
  if (operations.length > 0) choose(false);
  await showRequests();
  setInterval(() => { if (!document.hidden) showRequests(); }, 2000);
})();
