// What the reader can do.

const asking = copyOf("quiz-asking");

/** Asks for a yes or a no; the browser keeps the focus inside and gives it back. */
const ask = (text, yes) =>
  new Promise((resolve) => {
    part(asking, "text").textContent = text;
    part(asking, "yes").textContent = yes;
    asking.returnValue = "";
    asking.addEventListener("close", () => resolve(asking.returnValue === "yes"), { once: true });
    asking.showModal();
  });

const goTo = (place) => {
  state.at = place;
  save();
  show();
  if (place === "result") {
    land(part(summary, "total"), isSingle() ? panel : summary);
  } else {
    const { box } = questions[place];
    land(box.querySelector(".stem"), isSingle() ? panel : box);
  }
};

const lock = ({ box }, isLocked) => {
  for (const control of box.querySelectorAll("input, select, textarea, .move button")) {
    if (!control.classList.contains("criterion")) control.disabled = isLocked;
  }
};

const close = (question) => {
  question.does.mark(question, answerOf(question));
  lock(question, true);
  question.box.querySelector("details.answer").open = true;
};

const settle = (question) => {
  if (isDone(question)) return;
  part(question.bar, "hint").textContent = "";
  state.answers[question.id] = answerOf(question);
  state.done.push(question.id);
  close(question);
};

const reopen = (question) => {
  unmark(question.box);
  lock(question, false);
  question.does.write(question, []);
  part(question.bar, "hint").textContent = "";
  delete state.answers[question.id];
  state.done = state.done.filter((id) => id !== question.id);
};

const refresh = () => {
  if (isComplete()) state.only = null;
  save();
  show();
};

const conclude = (question) => {
  settle(question);
  refresh();
  const verdict = part(question.bar, "verdict");
  verdict.focus({ preventScroll: true });
  verdict.scrollIntoView({ block: "nearest" });
  announce(scoreSoFar(), isComplete() ? say("finished") : "");
};

const check = (question) => {
  // The order in which the steps stand may be the one that the reader means.
  if (question.does === ordering) question.moved = true;
  if (!isBlank(question)) {
    conclude(question);
    return;
  }
  part(question.bar, "hint").textContent = say("empty");
  announce(say("empty"));
  question.box.querySelector("input, select, textarea").focus();
};

const giveUp = (question) => {
  question.does.write(question, []);
  conclude(question);
};

const finish = async () => {
  const left = inPlay().filter((one) => !isDone(one));
  const count = countOf(left.map(isBlank));
  if (count && !(await ask(say("ask-finish", { count }), say("yes-finish")))) return;
  left.forEach(settle);
  refresh();
  goTo("result");
  announce(say("finished"));
};

const retry = () => {
  const again = missed();
  state.first ??= totalOf(questions);
  state.only = again.map((one) => one.id);
  again.forEach(reopen);
  goTo(again[0].place);
};

const restart = async () => {
  const isUsed = questions.some((one) => isDone(one) || !isBlank(one));
  if (isUsed && !(await ask(say("ask-restart"), say("yes-restart")))) return;
  questions.forEach(reopen);
  Object.assign(state, structuredClone(fresh));
  goTo(0);
};

const keep = (question) => {
  state.answers[question.id] = answerOf(question);
  save();
  showPanel();
};

const tick = (question) => {
  keep(question);
  refresh();
  announce(part(question.bar, "verdict").textContent, scoreSoFar());
};

const move = (question, button) => {
  const step = button.closest(".step");
  const isUp = button.dataset.do === "up";
  const other = isUp ? step.previousElementSibling : step.nextElementSibling;
  if (!other) return;
  if (isUp) other.before(step);
  else other.after(step);
  question.moved = true;
  numberSteps(question);
  keep(question);
  button.focus();
  const found = stepsIn(question.box);
  const name = part(step, "name").textContent;
  announce(say("moved", { step: name, place: found.indexOf(step) + 1, count: found.length }));
};

const DOES = {
  check,
  "give-up": giveUp,
  next: (question) => goTo(nextAfter(question).place),
  finish,
  "see-result": () => goTo("result"),
  retry,
  restart,
  print: () => print(),
  up: move,
  down: move,
  yes: () => asking.close("yes"),
  no: () => asking.close(""),
};
