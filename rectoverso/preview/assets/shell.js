"use strict";

const one = (id) => document.getElementById(id);
const texts = document.body.dataset;
const tabs = [...document.querySelectorAll("[role=tab]")];
const schemes = { web: "light/", phone: "light/", dark: "dark/", email: "light/" };
// Whatever is looked at in one of these stays in view in the others.
const wanderers = ["web", "phone", "dark"];

let state = { event: 0, number: 0, good: true, problems: [], editions: [] };
let view = read();
let current = null;
let dismissed = 0;
let renewed = 0;
let news = null;
let heard = 0;

function read() {
  const asked = new URLSearchParams(location.search);
  return {
    tab: tabs.some((tab) => tab.dataset.tab === asked.get("tab")) ? asked.get("tab") : "web",
    edition: asked.get("edition") || "",
    language: asked.get("language") || document.documentElement.lang,
    path: asked.get("path") || "",
  };
}

function write() {
  const known = Object.entries(view).filter(([, value]) => value);
  history.replaceState(null, "", "?" + new URLSearchParams(known));
}

function edition() {
  return state.editions.find((item) => item.slug === view.edition) || state.editions[0];
}

function language() {
  const item = edition();
  if (!item) return null;
  return item.languages.find((one) => one.code === view.language) || item.languages[0];
}

function documents(tab) {
  const item = language();
  return item ? item.documents[tab] : [];
}

/** The path of the artifact that the frame shows, without the prefix for its colours. */
function shownPath() {
  try {
    const path = decodeURIComponent(current.contentWindow.location.pathname).slice(1);
    return path.replace(/^(?:light|dark)\//, "").replace(/\/$/, "/index.html");
  } catch {
    return current ? current.dataset.path : "";
  }
}

function scroll() {
  try {
    return [current.contentWindow.scrollX, current.contentWindow.scrollY];
  } catch {
    return [0, 0];
  }
}

/** Loads an artifact behind the one that is shown, and brings it forward once it is there. */
function load(path, keep) {
  document.querySelectorAll("iframe.next").forEach((frame) => frame.remove());
  const next = document.createElement("iframe");
  next.className = "next";
  next.title = one("frames").dataset.title;
  next.dataset.path = path;
  next.src = "/" + (schemes[view.tab] || "") + encodeURI(path);
  document.body.classList.add("waiting");
  tell();
  next.dataset.keep = keep ? "yes" : "";
  next.addEventListener("load", () => {
    if (next.classList.contains("next")) bringForward(next);
    wandered(next);
  });
  one("frames").append(next);
}

/** Makes what is shown what it is now, where it stands if that can be done. */
async function renew(changed) {
  const path = shownPath();
  const shown = current.contentDocument;
  const asked = ++renewed;
  const more = changed.some((one) => one !== path && isPartOfPages(one));
  if (!/\.html$/.test(path) || more || scripted(shown) || document.querySelector("iframe.next")) {
    load(path, true);
    return;
  }
  const fresh = await fetchPage(current.contentWindow.location.pathname);
  if (asked !== renewed || !current || current.contentDocument !== shown) return;
  if (!fresh || scripted(fresh)) {
    load(path, true);
    return;
  }
  keepOpen(shown, fresh);
  become(shown.documentElement, fresh.documentElement);
}

/** A page as a document; none when it cannot be had. */
async function fetchPage(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** What the reader has opened or closed stays so, wherever it stands now. */
function keepOpen(shown, fresh) {
  const name = (part) => `${part.closest("[id]")?.id} ${part.querySelector("summary")?.textContent}`;
  const open = new Map([...shown.querySelectorAll("details")].map((part) => [name(part), part.open]));
  for (const part of fresh.querySelectorAll("details")) part.open = open.get(name(part)) ?? part.open;
}

/** A page with scripts of its own has to be loaded: they have changed it, and run only once. */
function scripted(page) {
  return [...page.scripts].some((script) => script.src ? !script.src.endsWith("/-/page.js") : /^$|javascript|module/.test(script.type));
}

/** Takes over what differs, from the outside to the inside, and leaves the rest as it is. */
function become(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const alike = old.nodeName === fresh.nodeName && old.childNodes.length === fresh.childNodes.length;
  if (!alike || !old.cloneNode(false).isEqualNode(fresh.cloneNode(false))) {
    old.replaceWith(fresh);
    return;
  }
  const inside = [...fresh.childNodes];
  [...old.childNodes].forEach((child, index) => become(child, inside[index]));
}

function bringForward(next) {
  const [left, top] = next.dataset.keep && current ? scroll() : [0, 0];
  try {
    next.contentWindow.scrollTo({ left, top, behavior: "instant" });
  } catch { /* A PDF has no document that can be reached. */ }
  const focused = current !== null && document.activeElement === current;
  if (current) current.remove();
  next.classList.remove("next");
  current = next;
  if (focused) current.focus();
  document.body.classList.remove("waiting");
  document.body.dataset.shown = next.dataset.path;
  tell();
}

/** A page has been read to its end; its pictures and fonts may still be on their way. */
addEventListener("message", (event) => {
  const next = document.querySelector("iframe.next");
  if (event.origin === location.origin && next && event.source === next.contentWindow) {
    bringForward(next);
  }
});

/** A link to another host opens beside the preview: nothing of another host is shown within. */
function outward(event) {
  const link = event.target.closest && event.target.closest("a[href]");
  if (link && link.origin !== location.origin && link.protocol.startsWith("http")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

/** A page is there; it may be another than was asked for, when a link was followed. */
function wandered(frame) {
  if (frame !== current) return;
  const path = shownPath();
  current.dataset.path = path;
  try {
    current.contentDocument.addEventListener("click", outward);
    current.contentDocument.addEventListener("keydown", dismiss);
  } catch { /* A PDF has no document that can be reached. */ }
  view.path = path;
  write();
  point(path);
}

function point(path) {
  one("alone").href = "/" + encodeURI(path || "public/");
}

function show(keep) {
  const item = edition();
  const own = documents(view.tab);
  const wanders = wanderers.includes(view.tab);
  if (item) view.edition = item.slug;
  if (language()) view.language = language().code;
  const known = own.find((one) => one.path === view.path);
  const path = known || (wanders && view.path) ? view.path : own.length ? own[0].path : "";
  view.path = path;
  tabs.forEach((tab) => {
    const chosen = tab.dataset.tab === view.tab;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    tab.classList.toggle("without", documents(tab.dataset.tab).length === 0);
  });
  one("shown").setAttribute("aria-labelledby", "tab-" + view.tab);
  document.body.classList.remove(...tabs.map((tab) => tab.dataset.tab));
  document.body.classList.add(view.tab);
  const found = own.find((one) => one.path === path);
  one("private").hidden = !(found && found.private);
  one("documents").hidden = own.length < 2;
  fill(one("document"), own.map((one) => [one.path, one.label]), path);
  one("empty").hidden = Boolean(path);
  one("empty").textContent = item ? texts.notThere : state.number ? texts.nothingYet : texts.building;
  one("frames").hidden = !path;
  one("alone").hidden = !path;
  point(path);
  write();
  if (path) {
    load(path, keep);
  } else {
    document.querySelectorAll("iframe").forEach((frame) => frame.remove());
    current = null;
    document.body.classList.remove("waiting");
  }
}

function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

function pickers() {
  fill(one("edition"), state.editions.map((item) => [item.slug, item.title + (item.draft ? ` (${texts.draft})` : "")]), view.edition);
  const item = edition();
  fill(one("language"), item ? item.languages.map((one) => [one.code, one.name]) : [], view.language);
}

function tell(text) {
  const waiting = document.body.classList.contains("waiting") && !wanderers.includes(view.tab);
  one("state").textContent = text || (waiting ? texts.making : state.built || texts.building);
}

function problems() {
  const worst = !state.good ? "error" : state.problems.some((item) => item.severity === "warning") ? "warning" : "";
  one("tally").textContent = state.tally;
  one("toggle").className = worst;
  one("toggle").disabled = !state.problems.length && !state.fault;
  one("problems").classList.toggle("mild", state.good);
  one("beneath").hidden = state.good || !state.editions.length;
  one("fault").hidden = !state.fault;
  one("fault").querySelector("pre").textContent = state.fault || "";
  one("list").replaceChildren(...state.problems.map(problem));
  if (!state.good && dismissed !== state.number) overlay(true);
  else if (state.good) overlay(false);
}

function problem(item) {
  const made = one("problem").content.cloneNode(true);
  const part = (name) => made.querySelector(name);
  part("li").className = "is-" + item.severity;
  part(".severity").textContent = `${item.called} ${item.code}`;
  part(".message").textContent = item.message;
  part(".place").textContent = item.place;
  part(".place").hidden = !item.place;
  if (item.excerpt.length) {
    const [gutter, line, carets] = item.excerpt;
    const marks = document.createElement("span");
    marks.className = "carets";
    marks.textContent = carets;
    part(".excerpt").hidden = false;
    part(".excerpt").append(`${gutter}${line}\n${" ".repeat(gutter.length - 2)}| `, marks);
  }
  for (const text of item.remarks) {
    const remark = document.createElement("li");
    remark.textContent = text;
    part(".remarks").hidden = false;
    part(".remarks").append(remark);
  }
  part(".help").textContent = part(".help").dataset.text.replace("\ue000", item.help);
  part(".help").hidden = !item.help;
  part("a").textContent = part("a").dataset.text.replace("\ue000", item.code);
  part("a").href = "/-/explain/" + item.code;
  return made;
}

function overlay(open) {
  one("problems").hidden = !open;
  one("toggle").setAttribute("aria-expanded", String(open));
}

function dismiss(event) {
  if (event.key !== "Escape" || one("problems").hidden) return;
  const inside = one("problems").contains(document.activeElement);
  dismissed = state.number;
  overlay(false);
  if (inside) one("toggle").focus();
}

async function fetchState() {
  const answer = await fetch("/-/state", { cache: "no-store" });
  const newer = await answer.json();
  if (newer.event < state.event) return;
  state = newer;
  pickers();
  problems();
  tell();
}

/** Whether what has changed is what is shown, or something that a page takes in. */
function touches(changed) {
  const path = shownPath();
  const page = /\.html$/.test(path);
  return changed.some((one) => one === path || (page && isPartOfPages(one)));
}

/** Whether it is something that pages take in, such as a style sheet or a font. */
function isPartOfPages(path) {
  return !/\.(?:html|pdf|eml|json|csv|txt|md|xml)$/.test(path);
}

function listen() {
  news = new EventSource("/-/events");
  news.addEventListener("hello", async (event) => {
    const last = Number(event.data);
    const first = heard === 0;
    const missed = !first && last !== heard;
    heard = last || heard;
    await fetchState();
    if (first || missed) show(!first);
  });
  news.addEventListener("message", async (event) => {
    const found = JSON.parse(event.data);
    const had = state.editions.length > 0;
    heard = found.number;
    document.body.dataset.event = found.number;
    if (had && current && touches(found.changed)) renew(found.changed);
    if (!found.whole) return;
    await fetchState();
    if (!had || !current) show(false);
    else offered();
  });
  news.addEventListener("error", () => tell(texts.lost));
}

/** What the tabs offer may have changed while what is shown has not. */
function offered() {
  const own = documents(view.tab);
  const gone = !wanderers.includes(view.tab) && !own.some((one) => one.path === view.path);
  if (gone) {
    show(false);
    return;
  }
  fill(one("document"), own.map((one) => [one.path, one.label]), view.path);
  one("documents").hidden = own.length < 2;
  tabs.forEach((tab) => tab.classList.toggle("without", documents(tab.dataset.tab).length === 0));
}

function choose(tab) {
  const wandering = wanderers.includes(view.tab) && wanderers.includes(tab.dataset.tab);
  if (!wandering) view.path = "";
  view.tab = tab.dataset.tab;
  tab.focus();
  show(wandering);
}

tabs.forEach((tab) => tab.addEventListener("click", () => choose(tab)));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choose(tabs[(to + tabs.length) % tabs.length]);
});
one("edition").addEventListener("change", (event) => {
  view.edition = event.target.value;
  view.path = "";
  pickers();
  show(false);
});
one("language").addEventListener("change", (event) => {
  view.language = event.target.value;
  view.path = "";
  show(false);
});
one("document").addEventListener("change", (event) => {
  view.path = event.target.value;
  show(false);
});
one("toggle").addEventListener("click", () => {
  const open = one("problems").hidden;
  overlay(open);
  if (open) one("problems").focus();
  else dismissed = state.number;
});
one("hide").addEventListener("click", () => {
  dismissed = state.number;
  overlay(false);
  one("toggle").focus();
});
document.addEventListener("keydown", dismiss);
// A browser keeps few connections to one host open: those of windows in view.
const attend = () => document.hidden ? news?.close() : listen();
document.addEventListener("visibilitychange", attend);
attend();
