// What the reader did and how well: kept in the browser where it lets us, else until the page is
// left. A quiz that was drawn anew is another quiz; how somebody likes to work is kept for all.

const PREFIX = `rectoverso:${data.edition}:`;
const KEY = `${PREFIX}${data.revision}:${data.language}`;
const HABITS_KEY = "rectoverso:quiz-habits";

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const store = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is blocked or full: the quiz goes on without.
  }
};

const forgetOtherRevisions = () => {
  const isOther = (key) =>
    key.startsWith(PREFIX) && key.endsWith(`:${data.language}`) && key !== KEY;
  try {
    Object.keys(localStorage).filter(isOther).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Storage is blocked: there is nothing to forget.
  }
};

const habit = { show: "one", check: "now" };
const state = { answers: {}, done: [], only: null, first: null, at: 0 };
const fresh = structuredClone(state);

const save = () => store(KEY, state);

/** Takes over what was kept, as far as it fits this page. */
const recall = () => {
  const { show, check } = stored(HABITS_KEY);
  if (show === "all") habit.show = show;
  if (check === "end") habit.check = check;
  const kept = stored(KEY);
  const ids = new Set(questions.map((one) => one.id));
  const known = (list) => (Array.isArray(list) ? list.filter((id) => ids.has(id)) : []);
  state.answers = Object(kept.answers);
  state.done = known(kept.done);
  state.only = known(kept.only).length ? known(kept.only) : null;
  state.first = typeof kept.first?.score === "number" ? kept.first : null;
  state.at = kept.at === "result" || questions[kept.at] ? kept.at : 0;
};

const isSingle = () => habit.show === "one";
const isAtEnd = () => habit.check === "end";
const isDone = (question) => state.done.includes(question.id);
const isComplete = () => questions.every(isDone);

/** The questions of this round: all, or those that are tried again. */
const inPlay = () => questions.filter((one) => !state.only || state.only.includes(one.id));

const firstOpen = () => (inPlay().find((one) => !isDone(one)) ?? questions[0]).place;

/** The next question; one by one, those that were skipped come round again. */
const nextAfter = (question) => {
  const later = inPlay().filter((one) => one.place > question.place);
  if (isAtEnd()) return later[0];
  return [...later, ...inPlay()].find((one) => !isDone(one) && one !== question);
};

/** Points, in halves; kind is right, partial or wrong, and outcome what is said of it. */
const resultOf = (question) => {
  const answer = answerOf(question);
  const { got, of, remarks = [] } = question.does.judge(question, answer);
  const score = Math.floor((2 * question.points * got) / of) / 2;
  const kind = got === of ? "right" : score ? "partial" : "wrong";
  if (question.does.isBlank(answer)) return { score, kind, outcome: "none", remarks };
  return { score, kind, outcome: isOpen(question) ? "own" : kind, remarks };
};

const totalOf = (found) => ({
  score: found.reduce((sum, one) => sum + resultOf(one).score, 0),
  points: found.reduce((sum, one) => sum + one.points, 0),
});

const scoreSoFar = () => say("score", totalOf(questions.filter(isDone)));

/** Names of sections with their questions, in the order of the article. */
const bySection = () => {
  const ids = data.sections.map(([id]) => id);
  const isIn = (id) => (question) =>
    id ? question.section === id : !ids.includes(question.section);
  return [...data.sections, ["", say("elsewhere")]]
    .map(([id, name]) => [name, questions.filter(isIn(id))])
    .filter(([, found]) => found.length);
};
