// What is to be seen: the panel above the questions, each question, the summary.

const panel = copyOf("quiz-panel");
const summary = copyOf("quiz-summary");
const ending = copyOf("quiz-ending");

const stateOf = (question) => {
  if (isDone(question)) return resultOf(question).kind;
  return isBlank(question) ? "open" : "answered";
};

const showTab = (question) => {
  const { tab, place } = question;
  const name = stateOf(question);
  tab.className = `tab is-${name}`;
  part(tab, "name").textContent = say("tab", {
    number: place + 1,
    state: say(`state-${name}`),
  });
  if (isSingle() && state.at === place) tab.setAttribute("aria-current", "step");
  else tab.removeAttribute("aria-current");
};

const showPanel = () => {
  const isAtQuestion = state.at !== "result";
  const place = { number: state.at + 1, count: questions.length };
  part(panel, "position").textContent = isSingle() && isAtQuestion ? say("position", place) : "";
  part(panel, "score").textContent = isAtQuestion && state.done.length ? scoreSoFar() : "";
  questions.forEach(showTab);
};

const showOutcome = (question) => {
  const { score, outcome, remarks, kind } = resultOf(question);
  const { bar, points } = question;
  part(bar, "outcome").className = `outcome is-${kind}`;
  part(bar, "verdict").textContent = say(`outcome-${outcome}`, { score, points });
  part(bar, "remark").textContent = outcome === "own" ? say("own-marking") : remarks.join(" ");
};

const showQuestion = (question) => {
  const { box, bar, onward } = question;
  const done = isDone(question);
  const next = nextAfter(question);
  const isHere = isSingle() ? state.at === question.place : inPlay().includes(question);
  box.classList.toggle("away", !isHere);
  box.classList.toggle("done", done);
  setShown(part(bar, "outcome"), done);
  setShown(part(bar, "check"), !done && !isAtEnd());
  setShown(part(bar, "give-up"), !done && !isAtEnd());
  setShown(part(onward, "next"), isSingle() && (done || isAtEnd()) && !!next);
  setShown(part(onward, "finish"), isSingle() && isAtEnd() && !isComplete() && !next);
  setShown(part(onward, "see-result"), isSingle() && isComplete());
  setShown(box.querySelector("details.answer"), done);
  if (done) showOutcome(question);
};

const rowOf = ([name, found]) => {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = name;
  const cell = document.createElement("td");
  cell.textContent = say("share", totalOf(found));
  row.append(head, cell);
  return row;
};

const showSummary = () => {
  const complete = isComplete();
  setShown(summary, complete && (!isSingle() || state.at === "result"));
  setShown(ending, !isSingle() && (complete || isAtEnd()));
  setShown(part(ending, "finish"), !complete);
  setShown(part(ending, "see-result"), complete);
  if (!complete) return;
  const groups = bySection();
  part(summary, "total").textContent = say("total", totalOf(questions));
  part(summary, "first").textContent = state.first ? say("first-try", state.first) : "";
  part(summary, "rows").replaceChildren(...groups.map(rowOf));
  setShown(part(summary, "sections"), groups.length > 1);
  setShown(part(summary, "retry"), missed().length > 0);
};

const missed = () => questions.filter((one) => resultOf(one).kind !== "right");

const show = () => {
  if (state.at === "result" && !isComplete()) state.at = firstOpen();
  questions.forEach(showQuestion);
  showPanel();
  showSummary();
};
