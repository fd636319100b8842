// Searches the site in the reader's browser, with Pagefind. Nothing is sent to anybody.
(() => {
  const [form, input, status, list, more, without] =
    ["", "-words", "-status", "-results", "-more", "-without"]
      .map((part) => document.getElementById(`search${part}`));
  const texts = JSON.parse(form.dataset.texts);
  const { lang } = document.documentElement;
  const elided = RegExp(`(?<![\\p{L}\\d]'?)((${form.dataset.elided})')+(?=[\\p{L}\\d])`, "giu");
  let engine, timer, last = 0;

  // The index has a spelling of its own (rectoverso/text/search_spelling.py): to it, and back.
  const spelled = (text) => {
    text = text.normalize("NFC").replace(/[’‘ʼ´`]/g, "'").replace(/[«»“”]/g, '"');
    return text.replace(elided, (one) => /^".+"$/.test(text) ? one.replace(/'/g, " ") : "")
      .replace(/œ/gi, "oe").replace(/æ/gi, "ae")
      .replace(/(?<!\d)\d{1,3}(\s\d{3})+(?!\d)/g, (one) => one.replace(/\s/g, ""))
      .replace(/-(?=\p{L}*\d)|(?<=\d)-/gu, " ");
  };
  const shown = (text) => text
    // A hidden keyword is how the word before it is typed.
    .replace(/((\S+\| )?\S+) (<mark>)?\u2063\p{L}+/gu, (_, word, __, mark = "") => mark + word)
    .replace(/(?<=\p{L})`(?=[|\p{L}])/gu, "’")
    .replace(/(?<=[’‘'-])\|(?:<\/mark> <mark>|(<\/mark>)? ?)/g, "$1")
    .replace(/[oa]\u2060e/gi, (pair) => ({ o: "œ", O: "Œ", a: "æ", A: "Æ" })[pair[0]])
    .replace(/\u2060/g, "\u202f")
    .replace(/ (?=[;!?])/g, "\u202f").replace(/ (?=[:»%€])|(?<=«) /g, "\u00a0");

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };
  const link = (href, text) => Object.assign(element("a", shown(text)), { href });
  const item = ({ url, meta, excerpt, sub_results }) => {
    const words = [...new DOMParser().parseFromString(
      shown(excerpt).replace(/[^.!?»”]$/, "$&\u00a0…"), "text/html").body.childNodes]
      .map(({ nodeName, textContent }) =>
        nodeName === "MARK" ? element("mark", textContent) : textContent);
    const parts = sub_results.filter((part) => part.anchor).slice(0, 3)
      .map((part) => element("li", link(part.url, part.title)));
    return element("li", element("h2", link(url, meta.title)), element("p", ...words),
      ...(parts.length ? [element("ul", ...parts)] : []));
  };
  // For « depense », which is nowhere, Pagefind offers what it begins with: « de ».
  const bare = (text) =>
    spelled(text).normalize("NFD").replace(/[^\p{L}\d]/gu, "").toLowerCase();
  const isNear = (row, query) => [...row.querySelectorAll("mark")].some((mark) =>
    query.split(/\s/).map(bare).some((word) =>
      word && bare(mark.textContent.replace(/’/g, "")).includes(word.slice(0, word.length / 2 + 1))));

  const say = (name, query, count = 0) => {
    status.textContent = (texts[name] ?? texts.other).replace("{query}", () => query)
      .replace("{count}", count.toLocaleString(lang));
  };
  const fail = () => {
    say("failed");
    without.hidden = false;
  };
  const start = () => engine ??= import("../pagefind/pagefind.js").then(async (found) => {
    await found.options({ ranking: { pageLength: 0.1 } });
    await found.init();
    return found;
  });

  const search = async () => {
    const run = ++last;
    const query = input.value.trim();
    const rows = element("ol");
    let results = [];
    const add = async () => {
      const from = rows.children.length;
      const pages = await Promise.all(results.slice(from, from + 10).map((one) => one.data()));
      if (run !== last) return;
      rows.append(...pages.map(item));
      more.hidden = rows.children.length === results.length;
      if (from) rows.children[from].querySelector("a").focus();
    };
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    try {
      if (query) ({ results } = await (await start()).search(spelled(query)));
      await add();
      if (run !== last) return;
      if (![...rows.children].some((row) => isNear(row, spelled(query)))) {
        rows.replaceChildren();
        more.hidden = true;
        results = [];
      }
      list.replaceChildren(rows);
      more.onclick = () => add().catch(fail);
      const count = results.length;
      status.textContent = "";
      if (query) say(count ? new Intl.PluralRules(lang).select(count) : "none", query, count);
    } catch {
      if (run === last) fail();
    }
  };
  const soon = (event) => {
    event.preventDefault();
    clearTimeout(timer);
    timer = setTimeout(search, event.type === "input" ? 250 : 0);
  };

  form.hidden = false;
  without.hidden = true;
  form.onsubmit = input.oninput = soon;
  input.onfocus = () => start().catch(fail);
  input.value = new URLSearchParams(location.search).get("q");
  if (input.value) search();
})();
