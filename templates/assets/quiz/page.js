// The page: its parts by name, its texts, and marks beside answers.

const byId = (id) => document.getElementById(id);
const copyOf = (id) => byId(id).content.firstElementChild.cloneNode(true);
const part = (box, name) => box.querySelector(`[data-part="${name}"]`);
const setShown = (element, shown) => {
  element.hidden = !shown;
};

const formatted = new Intl.NumberFormat(data.language);

const say = (name, values = {}) =>
  data.texts[name].replace(/\{(\w+)\}/g, (_, key) =>
    typeof values[key] === "number" ? formatted.format(values[key]) : values[key],
  );

/** Tells a screen reader what changed elsewhere than at the focus. */
const announce = (...texts) => {
  byId("quiz-voice").textContent = texts.filter(Boolean).join(". ");
};

/** Puts the focus on an element, and its box at the top of the window. */
const land = (element, box) => {
  element.focus({ preventScroll: true });
  box.scrollIntoView({ block: "start" });
};

const markOf = (kind) => {
  const shown = document.createElement("span");
  shown.className = `mark ${kind}`;
  const words = document.createElement("span");
  words.className = "unseen";
  words.textContent = ` ${say(`mark-${kind}`)}`;
  shown.append(copyOf(kind === "wrong" ? "quiz-cross" : "quiz-tick"), words);
  return shown;
};

/** Marks a part of an answer: right, wrong or missed. */
const mark = (element, kind) => {
  element.append(markOf(kind));
  element.classList.add(`is-${kind}`);
};

const unmark = (box) => {
  for (const shown of box.querySelectorAll(".mark")) shown.remove();
  for (const element of box.querySelectorAll(".is-right, .is-wrong, .is-missed")) {
    element.classList.remove("is-right", "is-wrong", "is-missed");
  }
};
